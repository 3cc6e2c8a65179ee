using System.Net;
using Gateway.Agent.Commands;
using Gateway.Agent.Control;
using Gateway.Planning.Services.Squid;

namespace Gateway.Agent.Cli;

/// <summary>What a verb may use.</summary>
/// <param name="Agent">The running agent's control socket.</param>
/// <param name="Journals">Where services' journals are.</param>
internal sealed record VerbContext(
    TextWriter Out,
    TextWriter Error,
    ControlClient Agent,
    ICommandRunner Commands,
    Journals Journals)
{
    /// <summary>Standard input.</summary>
    public Stream Input { get; init; } = Stream.Null;

    /// <summary>The operator's editor, a shell word or more.</summary>
    public string Editor { get; init; } = "nano";

    /// <summary>Standard output for bytes.</summary>
    public Stream Output { get; init; } = Stream.Null;

    /// <summary>The device of the terminal that is standard input; null: it is none.</summary>
    public string? Terminal { get; init; }

    /// <summary>The root of the machine's files.</summary>
    public string Root { get; init; } = "/";

    /// <summary>The proxy's cache manager, in the container's network.</summary>
    public IPEndPoint ProxyManager { get; init; } = IPEndPoint.Parse(SquidDefaults.ManagerAddress);

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
