namespace Gateway.Daemon.Tests;

/// <summary>How a command ended and all that it said.</summary>
public sealed record CommandResult(int ExitCode, string Output);
