namespace Gateway.Planning.Stack;

/// <summary>A link and the kernel's number of it, which one that goes and comes back under its name does not get again.</summary>
public sealed record LinkIndex(string Name, int Number);
