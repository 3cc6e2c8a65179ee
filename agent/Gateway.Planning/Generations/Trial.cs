namespace Gateway.Planning.Generations;

/// <summary>Written before a new generation is switched to, removed when it is decided: what is found at the agent's start was interrupted.</summary>
/// <param name="Run">The agent's run that began it.</param>
public sealed record Trial(int Generation, string Run);
