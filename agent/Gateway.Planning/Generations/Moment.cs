namespace Gateway.Planning.Generations;

/// <summary>Now, by every clock that there is.</summary>
/// <param name="Wall">The wall clock, which may jump.</param>
/// <param name="SecondsSinceBoot">Since the kernel started; never jumps.</param>
/// <param name="BootId">Another one after each start of the kernel.</param>
/// <param name="Run">Another one after each start of the agent.</param>
public sealed record Moment(DateTimeOffset Wall, double SecondsSinceBoot, string BootId, string Run);
