namespace Gateway.Planning.Generations;

/// <summary>A configuration that was considered. Its text is kept under its hash.</summary>
/// <param name="Number">From 1; never given twice.</param>
/// <param name="Time">By the box's clock, which may not have been set yet.</param>
/// <param name="Hash">SHA-256 of the file's bytes, lower-case hex.</param>
public sealed record GenerationRecord(int Number, DateTimeOffset Time, GenerationOrigin Origin, string Hash, GenerationResult Result)
{
    /// <summary>Why it failed or was refused; null otherwise.</summary>
    public string? Reason { get; init; }
}
