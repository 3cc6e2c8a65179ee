namespace Gateway.Lab.Run.Check;

/// <summary>A step of the check and what it came to.</summary>
/// <param name="Name">What must be so, in words.</param>
/// <param name="Text">What was found; of a failure the reason and the gateway's own words.</param>
public sealed record CheckStep(string Name, CheckOutcome Outcome, TimeSpan Time, string Text);

public enum CheckOutcome
{
    Passed,
    Failed,

    /// <summary>The file does not want it.</summary>
    NotWanted,

    /// <summary>An earlier step failed.</summary>
    NotReached,
}
