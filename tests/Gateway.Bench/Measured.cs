namespace Gateway.Bench;

/// <summary>What several runs gave for one figure. Pure.</summary>
/// <param name="Samples">One a run, in order; never none.</param>
public sealed record Measured(IReadOnlyList<double> Samples)
{
    /// <summary>Null when nothing was measured.</summary>
    public static Measured? Of(IEnumerable<double?> samples) =>
        samples.OfType<double>().ToList() is { Count: > 0 } measured ? new Measured(measured) : null;

    public static Measured? Of(double? sample) => Of([sample]);

    public double Median
    {
        get
        {
            var sorted = Samples.Order().ToList();
            return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
        }
    }

    public double Least => Samples.Min();

    public double Most => Samples.Max();

    /// <summary>The median, with the spread where there is one.</summary>
    public string ToText(string unit) => $"{Number(Median)} {unit}" + (Samples.Count > 1 ? $" ({Number(Least)} - {Number(Most)})" : "");

    private static string Number(double value) => value >= 1000 ? $"{value:0}" : $"{value:0.0}";
}
