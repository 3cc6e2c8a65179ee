namespace Gateway.Bench;

/// <summary>What a figure should be.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="AtLeast">True: more is better.</param>
/// <param name="OfPeer">True: the limit is a multiple of the peer's figure.</param>
public sealed record Aim(double Limit, bool AtLeast = false, bool OfPeer = false)
{
    /// <summary>Null when it cannot be judged.</summary>
    public bool? IsMet(Figure figure) => (OfPeer ? figure.Ratio : figure.Gateway?.Median) is not { } value
        ? null
        : AtLeast ? value >= Limit : value <= Limit;

    public string ToText(string unit) => $"{(AtLeast ? "at least" : "at most")} {(OfPeer ? $"{Limit:0.0#} x" : $"{Limit:0} {unit}")}";
}
