using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>Names of hosts and domains (RFC 1123): labels of letters, digits and hyphens.</summary>
internal static class DomainText
{
    private const int LongestName = 253;
    private const int LongestLabel = 63;

    /// <summary>The domain of the inside, in lower case.</summary>
    public static Parsed<string> ParseDomain(string text)
    {
        var name = ParseName(text, "domain");
        if (!name.IsGood)
        {
            return name;
        }

        return NotAllowed(name.Value) is { } reason
            ? Parsed.Bad<string>($"the domain {name.Value} cannot be used inside: {reason}", "\"home.arpa\" is made for this (RFC 8375), or use a domain that is yours")
            : name;
    }

    /// <summary>The name of a machine, in lower case.</summary>
    public static Parsed<string> ParseHost(string text) => ParseName(text, "host");

    /// <summary>The name of a machine without its domain, in lower case.</summary>
    public static Parsed<string> ParseLabel(string text)
    {
        var point = text.IndexOf('.');
        if (point > 0 && IsLabel(text[..point]))
        {
            return Parsed.Bad<string>($"{Quoted.Text(text)} has a domain", $"write \"{text[..point]}\"; the domain of the inside follows by itself");
        }

        return IsLabel(text)
            ? Parsed.Good(text.ToLowerInvariant())
            : Parsed.Bad<string>($"{Quoted.Text(text)} is not the name of a machine", $"a name has letters, digits and inner hyphens, {LongestLabel} at most");
    }

    private static Parsed<string> ParseName(string text, string what)
    {
        if (text.EndsWith('.') && text.Length > 1)
        {
            return Parsed.Bad<string>($"{Quoted.Text(text)} ends with a point", $"write \"{Quoted.Escape(text.TrimEnd('.'))}\"");
        }

        if (text.Any(c => c > '\u007F'))
        {
            return Parsed.Bad<string>($"{Quoted.Text(text)} has letters other than a to z", "write such a name in its ASCII form, which begins with xn--");
        }

        var labels = text.Split('.');
        if (text.Length is 0 or > LongestName || !labels.All(IsLabel) || labels[^1].All(char.IsAsciiDigit))
        {
            return Parsed.Bad<string>(
                $"{Quoted.Text(text)} is not the name of a {what}",
                $"a name is made of parts with points between them; each has letters, digits and inner hyphens, {LongestLabel} at most");
        }

        return Parsed.Good(text.ToLowerInvariant());
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= LongestLabel && label[0] != '-' && label[^1] != '-'
        && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static string? NotAllowed(string domain) => domain[(domain.LastIndexOf('.') + 1)..] switch
    {
        "local" => "names under local are asked by multicast, not from a DNS server (RFC 6762)",
        "localhost" => "localhost is each machine itself (RFC 6761)",
        "invalid" => "invalid never exists (RFC 6761)",
        "onion" => "onion belongs to Tor (RFC 7686)",
        "arpa" when domain != "home.arpa" && !domain.EndsWith(".home.arpa", StringComparison.Ordinal) => "arpa serves the Internet's infrastructure (RFC 3172)",
        _ => null,
    };
}
