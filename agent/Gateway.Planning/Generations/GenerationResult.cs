namespace Gateway.Planning.Generations;

/// <summary>What became of a generation.</summary>
public enum GenerationResult
{
    /// <summary>It runs, and whether it is healthy is not decided.</summary>
    Trying,

    /// <summary>Every service answered with it.</summary>
    Healthy,

    /// <summary>The box did not become healthy with it, or could not be brought to it.</summary>
    Failed,

    /// <summary>A daemon refused a file that follows from it; it never ran.</summary>
    Refused,

    /// <summary>It was not confirmed in time.</summary>
    Reverted,

    /// <summary>Another one took its place before it was decided.</summary>
    Replaced,
}
