using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Net;

namespace Gateway.Planning.Cards;

/// <summary>A frame from a wire -&gt; who advertises himself as an IPv6 router there (RFC 4861, 4.2).</summary>
public static class RouterAdvertisement
{
    private const int Ip = EthernetFrame.HeaderLength;
    private const int NextHeader = Ip + 6;
    private const int HopLimit = Ip + 7;
    private const int Source = Ip + 8;
    private const int AddressLength = 16;
    private const int Icmp = Ip + 40;
    private const int Options = Icmp + 16;
    private const int Icmpv6 = 58;
    private const int AdvertisementType = 134;
    private const int PrefixOption = 3;
    private const int PrefixOptionLength = 32;

    /// <summary>The destination of unsolicited ones: all nodes.</summary>
    public static ImmutableArray<byte> Group { get; } = [0x33, 0x33, 0, 0, 0, 1];

    public static PacketFilter Filter { get; } = PacketFilter.Where(
        PacketTest.Half(EthernetFrame.TypeOffset, EthernetFrame.Ipv6),
        PacketTest.Byte(NextHeader, Icmpv6),
        PacketTest.Byte(Icmp, AdvertisementType));

    /// <summary>Null when it is none, or not one that a host would take. The checksum is not looked at: between virtual machines it is often not filled in.</summary>
    public static HeardRouter? Parse(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < Options || EthernetFrame.TypeOf(frame) != EthernetFrame.Ipv6 || frame[NextHeader] != Icmpv6
            || frame[Icmp] != AdvertisementType || frame[Icmp + 1] != 0 || frame[HopLimit] != byte.MaxValue)
            return null;
        var length = Icmp + BinaryPrimitives.ReadUInt16BigEndian(frame[(Ip + 4)..]);
        var source = new IPAddress(frame.Slice(Source, AddressLength));
        return length < Options || length > frame.Length || !source.IsIPv6LinkLocal || Prefixes(frame[Options..length]) is not { } prefixes
            ? null
            : new HeardRouter(source.ToString(), prefixes);
    }

    private static ImmutableArray<string>? Prefixes(ReadOnlySpan<byte> options)
    {
        var prefixes = ImmutableArray.CreateBuilder<string>();
        while (options.Length >= 2)
        {
            var length = 8 * options[1];
            if (length == 0 || length > options.Length)
                return null;
            if (options[0] == PrefixOption && length == PrefixOptionLength && options[2] <= 128 && prefixes.Count < HeardLimits.Prefixes)
                prefixes.Add($"{new IPAddress(options.Slice(16, AddressLength))}/{options[2]}");
            options = options[length..];
        }

        return prefixes.ToImmutable();
    }
}
