namespace Gateway.Planning.Cards;

/// <summary>What is kept of outsiders' words: whatever they send, it stays this little.</summary>
public static class HeardLimits
{
    /// <summary>The first ones count: who invents new addresses all the time changes nothing.</summary>
    public const int Routers = 4;
    public const int Prefixes = 4;
}
