namespace Gateway.Bench;

/// <summary>Something that was measured, or was not.</summary>
/// <param name="Name">What, in words.</param>
/// <param name="Unit">Of all values.</param>
/// <param name="Gateway">Null: not measured in this run; <see cref="Note"/> says why.</param>
public sealed record Figure(string Name, string Unit, Measured? Gateway)
{
    /// <summary>The same of the plain Debian router, or of mkosi where a build was measured; null where there is nothing to compare.</summary>
    public Measured? Peer { get; init; }

    public Aim? Aim { get; init; }

    /// <summary>How it was measured, or why not.</summary>
    public string? Note { get; init; }

    /// <summary>Of the medians.</summary>
    public double? Ratio => Gateway?.Median / Peer?.Median;

    /// <summary>Null: there is no aim, or nothing to judge it by.</summary>
    public bool? Met => Aim?.IsMet(this);
}
