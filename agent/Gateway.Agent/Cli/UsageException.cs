namespace Gateway.Agent.Cli;

/// <summary>The operator typed something that the command does not know.</summary>
internal sealed class UsageException(string message) : Exception(message);
