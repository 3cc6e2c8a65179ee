namespace Gateway.Lab.Wires;

/// <summary>What a bad cable does to the frames of one direction. The same seed and the same frames give the same fate.</summary>
public sealed record Impairment
{
    public static Impairment None { get; } = new();

    /// <summary>Share of frames that are lost, 0 to 1.</summary>
    public double Loss { get; init; }

    /// <summary>Share of frames that arrive twice, 0 to 1.</summary>
    public double Duplication { get; init; }

    /// <summary>Share of frames, 0 to 1, that those behind them overtake: they arrive <see cref="ReorderingDelay"/> later.</summary>
    public double Reordering { get; init; }
    public TimeSpan ReorderingDelay { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>How long each frame is on its way.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Bits a second, counted over whole Ethernet frames; null: as fast as the machines are.</summary>
    public long? Rate { get; init; }

    /// <summary>With a rate: bytes that may wait for the line; a frame that finds no room is lost.</summary>
    public int Queue { get; init; } = 128 * 1024;
    public int Seed { get; init; } = 1;
}
