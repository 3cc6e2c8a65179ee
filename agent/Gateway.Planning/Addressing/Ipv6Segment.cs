using System.Net;
using System.Net.Sockets;

namespace Gateway.Planning.Addressing;

/// <summary>An IPv6 /64, such as <c>fd12:3456:789a::/64</c>, in which the gateway is <c>::1</c>.</summary>
public sealed record Ipv6Segment
{
    private const int HexDigits = 16;

    private readonly byte[] prefix;

    private Ipv6Segment(byte[] prefix) => this.prefix = prefix;

    /// <summary>The prefix with its length.</summary>
    public string Subnet => $"{new IPAddress(prefix)}/64";

    /// <summary>The gateway's own address in it.</summary>
    public string Gateway => Host(1).ToString();

    /// <summary>The reverse zone of the /64.</summary>
    public string ReverseZone => string.Join('.', Nibbles(prefix).Take(HexDigits).Reverse()) + ".ip6.arpa";

    public static Ipv6Segment Parse(string text)
    {
        if (text.EndsWith("/64", StringComparison.Ordinal)
            && IPAddress.TryParse(text[..^3], out var address)
            && address.AddressFamily == AddressFamily.InterNetworkV6
            && address.GetAddressBytes().AsSpan(8).IndexOfAnyExcept((byte)0) < 0)
        {
            return new Ipv6Segment(address.GetAddressBytes());
        }

        throw new FormatException($"reading an IPv6 /64: \"{text}\" is not one; write it as fd12:3456:789a::/64");
    }

    /// <summary>The segment of a document that may have none.</summary>
    public static Ipv6Segment? ParseOptional(string? text) => text is null ? null : Parse(text);

    private IPAddress Host(byte last)
    {
        byte[] bytes = [.. prefix];
        bytes[^1] = last;
        return new IPAddress(bytes);
    }

    private static IEnumerable<string> Nibbles(byte[] bytes) =>
        bytes.SelectMany(static value => new[] { (value >> 4).ToString("x"), (value & 15).ToString("x") });
}
