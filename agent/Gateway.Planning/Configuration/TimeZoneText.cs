using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>Names of the IANA time zone database by their form; whether one exists is seen on the device.</summary>
internal static class TimeZoneText
{
    private static readonly string[] Areas =
    [
        "Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Brazil", "Canada", "Chile", "Etc", "Europe", "Indian",
        "Mexico", "Pacific", "US",
    ];

    private const string Form = "a time zone is written Area/City, such as \"Europe/Berlin\", or \"UTC\"";

    public static Parsed<string> Parse(string text)
    {
        var parts = text.Split('/');
        if (text.Length > 64 || parts.Length > 3 || !parts.All(IsPart))
        {
            return Parsed.Bad<string>($"{Quoted.Text(text)} is not the name of a time zone", Form);
        }

        if (parts.Length == 1)
        {
            return text.Equals("utc", StringComparison.OrdinalIgnoreCase) && text != "UTC"
                ? Parsed.Bad<string>($"the name of the time zone {Quoted.Text(text)} is written in capitals", "write \"UTC\"")
                : Parsed.Good(text);
        }

        return Areas.Contains(parts[0])
            ? Parsed.Good(text)
            : Parsed.Bad<string>($"the time zone {Quoted.Text(text)} begins with no area that is known", Suggest(parts));
    }

    private static string Suggest(string[] parts) =>
        NearestWord.Of(parts[0], Areas) is { } near
            ? $"write \"{near}/{string.Join('/', parts[1..])}\""
            : $"the areas are {string.Join(", ", Areas)}";

    private static bool IsPart(string part) =>
        part.Length > 0 && char.IsAsciiLetter(part[0])
        && part.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '+');
}
