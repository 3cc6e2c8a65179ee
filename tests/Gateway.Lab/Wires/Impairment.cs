namespace Gateway.Lab.Wires;

/// <summary>What a bad cable does to frames. The same seed and the same frames give the same fate.</summary>
public sealed record Impairment
{
    public static Impairment None { get; } = new();

    /// <summary>Share of frames that are lost, 0 to 1.</summary>
    public double Loss { get; init; }

    /// <summary>Share of frames that arrive twice, 0 to 1.</summary>
    public double Duplication { get; init; }

    /// <summary>How long each frame is on its way.</summary>
    public TimeSpan Delay { get; init; }
    public int Seed { get; init; } = 1;
}
