using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>Bytes as pairs of hexadecimal digits with colons between them; hyphens and capitals are taken too.</summary>
internal static class HexBytesText
{
    /// <param name="text">As written.</param>
    /// <param name="what">What it is, for errors.</param>
    /// <param name="fewest">Bytes.</param>
    /// <param name="most">Bytes.</param>
    public static Parsed<string> Parse(string text, string what, int fewest, int most)
    {
        var bytes = text.Replace('-', ':').ToLowerInvariant();
        var pairs = bytes.Split(':');
        if (!pairs.All(static pair => pair.Length == 2 && pair.All(char.IsAsciiHexDigit)))
        {
            return Parsed.Bad<string>($"{Quoted.Text(text)} is not a {what}", "it is written as pairs of hexadecimal digits with colons: \"01:52:54:00:12:34:56\"");
        }

        return pairs.Length < fewest || pairs.Length > most
            ? Parsed.Bad<string>($"a {what} has {fewest} to {most} bytes, this one {pairs.Length}")
            : Parsed.Good(bytes);
    }
}
