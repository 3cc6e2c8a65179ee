using System.Net;
using System.Net.Sockets;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>IPv6 addresses and prefixes as text.</summary>
internal static class Ipv6Text
{
    public static bool TryParse(string text, out IPAddress address)
    {
        // IPAddress also takes zone indices, brackets with ports, and IPv4.
        var isPlain = text.Contains(':') && text.All(c => char.IsAsciiHexDigit(c) || c is ':' or '.');
        if (isPlain && IPAddress.TryParse(text, out var parsed) && parsed.AddressFamily == AddressFamily.InterNetworkV6)
        {
            address = parsed;
            return true;
        }

        address = IPAddress.IPv6None;
        return false;
    }

    /// <summary>Why an address is none by which a machine elsewhere can be reached, or null.</summary>
    public static string? NotAHost(IPAddress address) => address switch
    {
        _ when address.Equals(IPAddress.IPv6Any) => "it means no address",
        _ when address.Equals(IPAddress.IPv6Loopback) => "it is the loopback inside each machine",
        { IsIPv6Multicast: true } => "it is multicast",
        { IsIPv6LinkLocal: true } => "it is link-local, and no card is named",
        { IsIPv4MappedToIPv6: true } => "it is an IPv4 address in disguise; write that one",
        _ => null,
    };

    /// <summary>The address of a machine inside, or its last 64 bits such as <c>::20</c>, in RFC 5952 form.</summary>
    public static Parsed<string> ParseInside(string text)
    {
        if (!TryParse(text, out var address))
        {
            return Parsed.Bad<string>($"{Quoted.Text(text)} is not an IPv6 address", "write the last 64 bits alone, such as \"::20\", or the whole address, without prefix length");
        }

        var bytes = address.GetAddressBytes();
        if (bytes.AsSpan(8).IndexOfAnyExcept((byte)0) < 0)
        {
            return Parsed.Bad<string>($"{text} names a network, where a machine is meant", "write its last 64 bits, such as \"::20\"");
        }

        var reason = IsIdentifier(address) ? null : NotAHost(address);
        return reason is null ? Parsed.Good(address.ToString()) : Parsed.Bad<string>($"{text} cannot be the address of a machine inside: {reason}", "write its last 64 bits, such as \"::20\"");
    }

    /// <summary>True: the last 64 bits alone.</summary>
    public static bool IsIdentifier(IPAddress address) => address.GetAddressBytes().AsSpan(0, 8).IndexOfAnyExcept((byte)0) < 0;

    /// <summary>The last 64 bits as <c>::20</c>; .NET writes some with an IPv4 address in them, which is the same.</summary>
    public static string Identifier(IPAddress address) => new IPAddress([.. new byte[8], .. address.GetAddressBytes()[8..]]).ToString();

    /// <summary><c>auto</c>, <c>off</c>, or a ULA /64 (RFC 4193) in RFC 5952 form.</summary>
    public static Parsed<string> ParseSegment(string text)
    {
        if (text is "auto" or "off")
        {
            return Parsed.Good(text);
        }

        var parts = text.Split('/');
        if (!TryParse(parts[0], out var address) || parts.Length > 2 || !parts.Skip(1).All(static length => length.All(char.IsAsciiDigit)))
        {
            return Parsed.Bad<string>(
                $"{Quoted.Text(text)} is neither \"auto\" nor \"off\" nor an IPv6 prefix",
                "write \"auto\" for a prefix of the device's own, or one such as \"fd12:3456:789a:1::/64\"");
        }

        var bytes = address.GetAddressBytes();
        if (bytes[0] != 0xFD)
        {
            return Parsed.Bad<string>(
                $"{text} is not a unique local prefix (RFC 4193)",
                "it begins with fd and ten random hexadecimal digits; \"auto\" makes one; addresses of the provider are not set here");
        }

        if (parts.Length < 2 || parts[1] != "64")
        {
            return Parsed.Bad<string>($"{text} is not a prefix of length 64", $"write \"{address}/64\"; other lengths break address configuration (RFC 4862)");
        }

        var network = new IPAddress([.. bytes[..8], .. new byte[8]]);
        return bytes.AsSpan(8).ContainsAnyExcept((byte)0)
            ? Parsed.Bad<string>($"{text} names a machine, where the prefix alone is meant", $"write \"{network}/64\"")
            : Parsed.Good($"{network}/64");
    }
}
