using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Planning.Json;

/// <summary>A duration as gateway.toml writes it: <c>90s</c>, <c>10m</c>, <c>6h</c>, <c>2d</c>.</summary>
public sealed class DurationJsonConverter : JsonConverter<TimeSpan>
{
    private static readonly (char Sign, long Seconds)[] Units = [('d', 86400), ('h', 3600), ('m', 60), ('s', 1)];

    /// <summary>A hundred years.</summary>
    private const long LongestSeconds = 36500L * 86400;

    public static string ToText(TimeSpan duration)
    {
        var seconds = (long)duration.TotalSeconds;
        var (sign, unit) = Units.First(unit => seconds % unit.Seconds == 0 && (seconds > 0 || unit.Seconds == 1));
        return $"{seconds / unit}{sign}";
    }

    /// <exception cref="JsonException">The text is no duration.</exception>
    public static TimeSpan Parse(string text) => TryParse(text, out var duration)
        ? duration
        : throw new JsonException($"\"{text}\" is not a duration such as 90s, 10m, 6h or 2d");

    public static bool TryParse(string text, out TimeSpan duration)
    {
        var unit = Units.FirstOrDefault(unit => text.EndsWith(unit.Sign)).Seconds;
        duration = TimeSpan.Zero;
        if (unit == 0 || !long.TryParse(text[..^1], out var number) || number < 0 || number > LongestSeconds / unit)
            return false;
        duration = TimeSpan.FromSeconds(number * unit);
        return true;
    }

    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) =>
        writer.WriteStringValue(ToText(value));
}
