namespace Gateway.Bench;

/// <summary>What a figure should be.</summary>
/// <param name="Limit">The limit.</param>
/// <param name="AtLeast">True: more is better.</param>
/// <param name="OfRouter">True: the limit is a multiple of the plain router's figure.</param>
public sealed record Aim(double Limit, bool AtLeast = false, bool OfRouter = false)
{
    /// <summary>Null when it cannot be judged.</summary>
    public bool? IsMet(Figure figure) => (OfRouter ? figure.Ratio : figure.Gateway?.Median) is not { } value
        ? null
        : AtLeast ? value >= Limit : value <= Limit;

    public string ToText(string unit) => $"{(AtLeast ? "at least" : "at most")} {(OfRouter ? $"{Limit:0.0#} x" : $"{Limit:0} {unit}")}";
}
