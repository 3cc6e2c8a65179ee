namespace Gateway.Agent.Generations;

/// <summary>What was being done ended with the time to confirm: what runs is taken back first.</summary>
public sealed class ConfirmTimeException(Exception inner)
    : TimeoutException("the time to confirm ran out meanwhile; what was not confirmed is taken back first, then try again", inner);
