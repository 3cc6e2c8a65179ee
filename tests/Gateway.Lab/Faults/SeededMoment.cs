namespace Gateway.Lab.Faults;

/// <summary>A random moment that the same seed gives again.</summary>
public static class SeededMoment
{
#pragma warning disable CA5394 // Not for secrets: it must be repeatable.
    public static TimeSpan Between(TimeSpan first, TimeSpan last, int seed) => first + ((last - first) * new Random(seed).NextDouble());
#pragma warning restore CA5394
}
