namespace Gateway.Planning.Plans;

/// <summary>A daemon refuses the new content of its file.</summary>
/// <param name="Path">The file.</param>
/// <param name="Reason">What was checked, and the daemon's own words.</param>
public sealed record FileRefusal(string Path, string Reason);
