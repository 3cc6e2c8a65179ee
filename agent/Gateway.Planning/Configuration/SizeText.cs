using System.Globalization;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary><c>512M</c>, <c>4G</c> -&gt; MiB.</summary>
internal static class SizeText
{
    private const string Off = "off";
    private const int LongestText = 8;

    /// <summary>The size, or 0 for <c>off</c>.</summary>
    public static Parsed<int> ParseOrOff(string text, string smallest, string largest) =>
        text == Off ? Parsed.Good(0) : Parse(text, smallest, largest, $", or \"{Off}\"");

    public static Parsed<int> Parse(string text, string smallest, string largest) => Parse(text, smallest, largest, "");

    private static Parsed<int> Parse(string text, string smallest, string largest, string alternative)
    {
        if (Read(text) is not { } size)
        {
            return Parsed.Bad<int>($"{Quoted.Text(text)} is not a size", $"a size is a whole number and a unit: \"512M\" or \"4G\"{alternative}");
        }

        return size < Read(smallest) || size > Read(largest)
            ? Parsed.Bad<int>($"{text} is out of range", $"from {smallest} to {largest}{alternative}")
            : Parsed.Good((int)size);
    }

    private static long? Read(string text)
    {
        long? unit = text.Length < 2 ? null : text[^1] switch { 'M' => 1, 'G' => 1024, _ => null };
        return unit is not null && text.Length <= LongestText && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count * unit
            : null;
    }
}
