using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary><c>mac:…</c>, <c>path:…</c>, <c>name:…</c> -&gt; <see cref="NicSelector"/>.</summary>
internal static class NicSelectorText
{
    private const string Form = "write \"mac:52:54:00:12:34:56\", \"path:pci-0000:01:00.0\" or \"name:enp1s0\"; status/nics.txt lists what to copy";
    private const int LongestName = 15;
    private static readonly string[] Kinds = ["mac", "path", "name"];
    private static readonly string[] OwnNames = ["outside", "inside", "bcmnet", "br-inside", "lo"];

    public static Parsed<NicSelector> Parse(string text)
    {
        var colon = text.IndexOf(':');
        var kind = colon < 0 ? "" : text[..colon];
        var value = text[(colon + 1)..];
        return kind switch
        {
            "mac" => ParseMac(value),
            "path" => ParsePath(value),
            "name" => ParseName(value),
            _ => Parsed.Bad<NicSelector>($"{Quoted.Text(text)} does not say how the card is named", Suggest(text, kind, value)),
        };
    }

    private static string Suggest(string text, string kind, string value) => kind switch
    {
        _ when MacText.LooksLike(text) => $"write \"mac:{Quoted.Escape(text)}\"",
        _ when text.StartsWith("pci-", StringComparison.Ordinal) => $"write \"path:{Quoted.Escape(text)}\"",
        _ when NearestWord.Of(kind, Kinds) is { } near => $"write \"{near}:{Quoted.Escape(value)}\"",
        "" when IsName(text) => $"write \"name:{Quoted.Escape(text)}\"",
        _ => Form,
    };

    private static Parsed<NicSelector> ParseMac(string value)
    {
        var mac = MacText.Parse(value);
        return mac.IsGood
            ? Parsed.Good(new NicSelector(NicSelectorKind.Mac, mac.Value))
            : Parsed.Bad<NicSelector>(mac.Error!, mac.Hint);
    }

    private static Parsed<NicSelector> ParsePath(string value) =>
        value.Length is > 0 and <= 200 && value.All(c => char.IsAsciiLetterOrDigit(c) || c is ':' or '.' or '-' or '_')
            ? Parsed.Good(new NicSelector(NicSelectorKind.Path, value))
            : Parsed.Bad<NicSelector>($"{Quoted.Text(value)} is not the path of a card", "it looks like pci-0000:01:00.0; status/nics.txt lists what to copy");

    private static Parsed<NicSelector> ParseName(string value)
    {
        if (!IsName(value))
        {
            return Parsed.Bad<NicSelector>(
                $"{Quoted.Text(value)} is not the name of a card",
                $"it looks like enp1s0, with {LongestName} characters at most; status/nics.txt lists what to copy");
        }

        return OwnNames.Contains(value)
            ? Parsed.Bad<NicSelector>(
                $"\"{value}\" is a name that the gateway gives, so it says nothing about which card is meant",
                "name the card by its MAC address or path; status/nics.txt lists what to copy")
            : Parsed.Good(new NicSelector(NicSelectorKind.Name, value));
    }

    private static bool IsName(string value) =>
        value.Length is > 0 and <= LongestName && value is not ("." or "..")
        && value.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '@');
}
