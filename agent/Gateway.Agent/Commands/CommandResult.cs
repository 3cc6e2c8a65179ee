namespace Gateway.Agent.Commands;

/// <summary>What a command that ran to its end left.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error);
