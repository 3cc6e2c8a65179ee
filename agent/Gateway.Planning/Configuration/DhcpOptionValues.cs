using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>Values of DHCP options as they are written -&gt; the one form that is kept.</summary>
public static class DhcpOptionValues
{
    /// <summary>Bytes that one option can have (RFC 2132).</summary>
    private const int Longest = 255;

    /// <summary>A value, or several with commas between them where the option takes several.</summary>
    public static Parsed<string> Parse(DhcpOptionType type, bool isList, string text)
    {
        if (type == DhcpOptionType.String)
        {
            return ParseString(text);
        }

        var parsed = text.Split(',').Select(value => ParseOne(type, value.Trim())).ToImmutableArray();
        if (parsed.FirstOrDefault(static value => !value.IsGood) is { Error: not null } bad)
        {
            return bad;
        }

        return parsed.Length > 1 && !isList
            ? Parsed.Bad<string>($"{parsed.Length} values stand where one is expected", "write one value")
            : Parsed.Good(string.Join(", ", parsed.Select(static value => value.Value)));
    }

    private static Parsed<string> ParseOne(DhcpOptionType type, string text) => type switch
    {
        DhcpOptionType.Boolean => text is "true" or "false" ? Parsed.Good(text) : Parsed.Bad<string>($"{Quoted.Text(text)} is neither true nor false", "write \"true\" or \"false\""),
        DhcpOptionType.Uint8 => Number(text, byte.MinValue, byte.MaxValue),
        DhcpOptionType.Uint16 => Number(text, ushort.MinValue, ushort.MaxValue),
        DhcpOptionType.Uint32 => Number(text, uint.MinValue, uint.MaxValue),
        DhcpOptionType.Int8 => Number(text, sbyte.MinValue, sbyte.MaxValue),
        DhcpOptionType.Int16 => Number(text, short.MinValue, short.MaxValue),
        DhcpOptionType.Int32 => Number(text, int.MinValue, int.MaxValue),
        DhcpOptionType.Ipv4Address => Address(text),
        DhcpOptionType.Fqdn => DomainText.ParseHost(text),
        DhcpOptionType.Route => Route(text),
        _ => Bytes(text),
    };

    private static Parsed<string> ParseString(string text) =>
        text.Length is 0 or > Longest ? Parsed.Bad<string>($"the text has {text.Length} characters", $"it takes 1 to {Longest}")
        : text.Any(static c => c is < ' ' or > '~') ? Parsed.Bad<string>($"{Quoted.Text(text)} has characters that are not ASCII", "write it with type binary where it must be so")
        : Parsed.Good(text);

    private static Parsed<string> Number(string text, long from, long to) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= from && number <= to
            ? Parsed.Good(number.ToString(CultureInfo.InvariantCulture))
            : Parsed.Bad<string>($"{Quoted.Text(text)} is not a whole number from {from} to {to}", null);

    /// <summary>Any address: netmasks and 0.0.0.0 are told in some options.</summary>
    private static Parsed<string> Address(string text) =>
        text.Count(static c => c == '.') == 3 && IPAddress.TryParse(text, out var address) && address.ToString() == text
            ? Parsed.Good(text)
            : Parsed.Bad<string>($"{Quoted.Text(text)} is not an IPv4 address", "an IPv4 address is four numbers from 0 to 255 with points between them");

    private static Parsed<string> Route(string text)
    {
        const string hint = "write the network and its router: \"10.0.0.0/8 - 192.168.4.9\"";
        var ends = text.Split('-', StringSplitOptions.TrimEntries);
        var network = ends[0].Split('/');
        return ends.Length == 2 && network.Length == 2 && Address(network[0]).IsGood && Number(network[1], 0, 32).IsGood && Address(ends[1]).IsGood
            ? Parsed.Good($"{ends[0]} - {ends[1]}")
            : Parsed.Bad<string>($"{Quoted.Text(text)} is not a route", hint);
    }

    private static Parsed<string> Bytes(string text)
    {
        var digits = text.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant();
        return digits.Length is > 0 and <= 2 * Longest && digits.Length % 2 == 0 && digits.All(char.IsAsciiHexDigit)
            ? Parsed.Good(digits)
            : Parsed.Bad<string>($"{Quoted.Text(text)} is not a row of bytes", "write pairs of hexadecimal digits, with colons between them or not: \"01:0a:ff\"");
    }
}
