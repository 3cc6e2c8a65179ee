using System.Globalization;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary><c>90s</c>, <c>10m</c>, <c>6h</c>, <c>2d</c> -&gt; a span of time.</summary>
internal static class DurationText
{
    public static Parsed<TimeSpan> Parse(string text, string shortest, string longest)
    {
        if (Read(text) is not { } duration)
        {
            return Parsed.Bad<TimeSpan>(
                $"{Quoted.Text(text)} is not a duration",
                "a duration is a whole number and a unit: \"90s\", \"10m\", \"6h\" or \"2d\"");
        }

        return duration < Read(shortest) || duration > Read(longest)
            ? Parsed.Bad<TimeSpan>($"{text} is out of range", $"from {shortest} to {longest}")
            : Parsed.Good(duration);
    }

    private static TimeSpan? Read(string text)
    {
        long? unit = text.Length < 2 ? null : text[^1] switch { 's' => 1, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => null };

        // Nine digits of days are still far from TimeSpan's end after the bound of years below.
        return unit is not null && text.Length <= 10
            && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? TimeSpan.FromSeconds(Math.Min(count * unit.Value, 86400L * 36500))
            : null;
    }
}
