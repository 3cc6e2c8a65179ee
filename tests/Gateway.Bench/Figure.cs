namespace Gateway.Bench;

/// <summary>Something that was measured, or was not.</summary>
/// <param name="Name">What, in words.</param>
/// <param name="Value">Null: not measured in this run; <see cref="Note"/> says why.</param>
/// <param name="Unit">Of value and aim.</param>
public sealed record Figure(string Name, double? Value, string Unit)
{
    /// <summary>What it should be at most; null when the aim is a multiple of a peer, or there is none.</summary>
    public double? Aim { get; init; }

    /// <summary>The aim where it is no number of this unit.</summary>
    public string? AimInWords { get; init; }

    /// <summary>How it was measured, or why not.</summary>
    public string? Note { get; init; }

    /// <summary>Of the aim; above 1 misses it.</summary>
    public double? Ratio => Value / Aim;
}
