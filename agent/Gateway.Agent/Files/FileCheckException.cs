namespace Gateway.Agent.Files;

/// <summary>A daemon refused files that were about to be put in place; nothing was changed.</summary>
public sealed class FileCheckException(string message) : Exception(message);
