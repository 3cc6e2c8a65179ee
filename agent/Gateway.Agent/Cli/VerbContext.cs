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
    Journals Journals);
