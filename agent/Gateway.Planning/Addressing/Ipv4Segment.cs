using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Planning.Addressing;

/// <summary>An IPv4 address together with the subnet it is in, such as <c>192.168.4.1/24</c>.</summary>
public readonly record struct Ipv4Segment
{
    private readonly uint address;

    private Ipv4Segment(uint address, int prefixLength)
    {
        this.address = address;
        PrefixLength = prefixLength;
    }

    public int PrefixLength { get; }

    /// <summary>The address without the prefix length.</summary>
    public string Address => ToText(address);

    /// <summary>The subnet, such as <c>192.168.4.0/24</c>.</summary>
    public string Subnet => $"{ToText(address & Mask)}/{PrefixLength}";

    private uint Mask => PrefixLength == 0 ? 0 : uint.MaxValue << (32 - PrefixLength);

    public static Ipv4Segment Parse(string text)
    {
        var slash = text.IndexOf('/');
        if (slash > 0
            && TryToNumber(text[..slash], out var address)
            && int.TryParse(text[(slash + 1)..], out var prefixLength)
            && prefixLength is >= 0 and <= 32)
        {
            return new Ipv4Segment(address, prefixLength);
        }

        throw new FormatException(
            $"reading an IPv4 address with prefix length: \"{text}\" is not one; write it as 192.168.4.1/24");
    }

    /// <summary>True when the address lies in the subnet.</summary>
    public bool Contains(string other) => TryToNumber(other, out var number) && (number & Mask) == (address & Mask);

    /// <summary>The reverse zone that covers the subnet, cut at a whole octet, such as <c>4.168.192.in-addr.arpa</c>.</summary>
    public string ReverseZone => string.Join('.', Octets(address).Take(WholeOctets).Reverse()) + ".in-addr.arpa";

    private int WholeOctets => Math.Clamp(PrefixLength / 8, 1, 3);

    public static uint ToNumber(string text) =>
        TryToNumber(text, out var number)
            ? number
            : throw new FormatException($"reading an IPv4 address: \"{text}\" is not one; write it as 192.168.4.1");

    public static string ToText(uint number) => string.Join('.', Octets(number));

    private static bool TryToNumber(string text, out uint number)
    {
        number = 0;
        if (!IPAddress.TryParse(text, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetwork)
        {
            return false;
        }

        number = BinaryPrimitives.ReadUInt32BigEndian(parsed.GetAddressBytes());
        return ToText(number) == text;
    }

    private static byte[] Octets(uint number) =>
        [(byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number];
}
