using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>The names of segments and of zones of the firewall.</summary>
internal static class SegmentNameText
{
    public const string Outside = "outside";
    public const string Inside = "inside";

    /// <summary>It stands before the domain in every name of the segment, and there is room for much before it.</summary>
    private const int Longest = 32;

    /// <summary>A segment's name is that of its zone and of a part of the domain.</summary>
    public static Parsed<string> Parse(string text)
    {
        if (text is Outside or Inside)
        {
            return Parsed.Bad<string>($"{text} has a table of its own", $"write [{text}], or give the segment another name");
        }

        return HostEntryChecks.OwnNames.Contains(text)
            ? Parsed.Bad<string>($"the name {text} is kept for the box itself", $"take another than {string.Join(", ", HostEntryChecks.OwnNames)}")
            : Word(text, "segment");
    }

    public static Parsed<string> ParseZone(string text) => text == Outside
        ? Parsed.Bad<string>("the zone outside is the provider's side, where no segment is", "take the name of another segment, or a word of your own")
        : Word(text, "zone");

    public static Parsed<string> ParseReach(string text) => Word(text, "zone");

    private static Parsed<string> Word(string text, string what) =>
        text.Length is > 0 and <= Longest && char.IsAsciiLetterLower(text[0]) && text[^1] != '-' && text.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            ? Parsed.Good(text)
            : Parsed.Bad<string>($"{Quoted.Text(text)} is not the name of a {what}", $"a name begins with a small letter and has small letters, digits and inner hyphens, {Longest} at most");
}
