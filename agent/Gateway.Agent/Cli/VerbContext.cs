using Gateway.Agent.Commands;
using Gateway.Agent.Control;

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

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
