using System.Text;

namespace Gateway.Lab.Run.Check;

/// <summary>A whole check. Pure.</summary>
/// <param name="Date">When it began.</param>
/// <param name="Config">The operator's file.</param>
/// <param name="Image">The image that was booted.</param>
/// <param name="Release">What the image says it is; null: it said nothing.</param>
/// <param name="Accelerator">What ran the machines.</param>
public sealed record CheckReport(DateTimeOffset Date, string Config, string Image, string? Release, string? Accelerator, IReadOnlyList<CheckStep> Steps)
{
    public bool Passed => Steps.All(static step => step.Outcome is CheckOutcome.Passed or CheckOutcome.NotWanted);

    public TimeSpan Time => Steps.Aggregate(TimeSpan.Zero, static (sum, step) => sum + step.Time);

    public string ToText()
    {
        var text = new StringBuilder($"BootCheck of {Config}: {(Passed ? "passed" : "FAILED")} after {Time.TotalSeconds:0} s\n")
            .Append($"Image {Image}, release {Release ?? "unknown"}; {Date:yyyy-MM-dd HH:mm} UTC; machines run by {Accelerator ?? "nothing yet"}\n\n");
        foreach (var step in Steps)
        {
            text.Append(Lines(step));
        }

        return text.ToString();
    }

    /// <summary>A step as it is shown when it ended.</summary>
    public static string Lines(CheckStep step)
    {
        var light = step.Outcome switch
        {
            CheckOutcome.Passed => "[ ok ]",
            CheckOutcome.Failed => "[FAIL]",
            _ => "[ -- ]",
        };
        var time = step.Time > TimeSpan.Zero ? $" ({step.Time.TotalSeconds:0.0} s)" : "";
        var details = step.Text.TrimEnd('\n').Split('\n').Where(static (line, index) => index > 0 || line.Length > 0);
        return $"{light} {step.Name}{time}\n{string.Concat(details.Select(static line => $"       {line}".TrimEnd() + "\n"))}";
    }
}
