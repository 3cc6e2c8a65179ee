using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;

namespace Gateway.Lab.Frames;

/// <summary>Bytes of an Ethernet frame to <see cref="Packet"/>; what is cut short ends the decoding, never an exception.</summary>
public static class PacketDecoder
{
    private const int Ipv4Type = 0x0800;
    private const int ArpType = 0x0806;
    private const int VlanType = 0x8100;
    private const int Ipv6Type = 0x86dd;
    private const int Tcp = 6;
    private const int Udp = 17;
    private const int Icmpv6 = 58;

    /// <summary>Null when the bytes do not even hold an Ethernet header.</summary>
    public static Packet? Decode(ReadOnlyMemory<byte> frame)
    {
        if (frame.Length < 14)
        {
            return null;
        }

        var bytes = frame.Span;
        var type = Number16(bytes[12..]);
        var offset = 14;
        int? vlan = null;
        if (type == VlanType && bytes.Length >= 18)
        {
            (vlan, type, offset) = (Number16(bytes[14..]) & 0xfff, Number16(bytes[16..]), 18);
        }

        var packet = new Packet(new EthernetHeader(Mac(bytes), Mac(bytes[6..]), vlan, type));
        return type switch
        {
            ArpType => packet with { Arp = DecodeArp(bytes[offset..]) },
            Ipv4Type => DecodeIpv4(packet, frame[offset..]),
            Ipv6Type => DecodeIpv6(packet, frame[offset..]),
            _ => packet,
        };
    }

    private static ArpPacket? DecodeArp(ReadOnlySpan<byte> bytes) =>
        bytes.Length < 28 ? null : new ArpPacket(Number16(bytes[6..]), Mac(bytes[8..]), Address(bytes[14..18]), Address(bytes[24..28]));

    private static Packet DecodeIpv4(Packet packet, ReadOnlyMemory<byte> data)
    {
        var bytes = data.Span;
        var header = bytes.Length < 20 ? 0 : (bytes[0] & 0xf) * 4;
        if (header < 20 || bytes.Length < header)
        {
            return packet;
        }

        var fragment = Number16(bytes[6..]);
        var total = Math.Min((int)Number16(bytes[2..]), bytes.Length);
        packet = packet with
        {
            Ipv4 = new Ipv4Header(Address(bytes[12..16]), Address(bytes[16..20]), bytes[9], bytes[8], (fragment & 0x3fff) != 0),
        };
        var first = (fragment & 0x1fff) == 0;
        return first && total >= header ? DecodeTransport(packet, bytes[9], data[header..total]) : packet;
    }

    private static Packet DecodeIpv6(Packet packet, ReadOnlyMemory<byte> data)
    {
        var bytes = data.Span;
        if (bytes.Length < 40)
        {
            return packet;
        }

        var next = (int)bytes[6];
        packet = packet with { Ipv6 = new Ipv6Header(Address(bytes[8..24]), Address(bytes[24..40]), next, bytes[7]) };
        var offset = 40;

        // MLD reports carry a hop-by-hop header (RFC 2710) in front of ICMPv6.
        if (next == 0 && bytes.Length >= 48)
        {
            next = bytes[40];
            offset += (bytes[41] + 1) * 8;
        }

        return offset <= bytes.Length ? DecodeTransport(packet, next, data[offset..]) : packet;
    }

    private static Packet DecodeTransport(Packet packet, int protocol, ReadOnlyMemory<byte> data) => protocol switch
    {
        Udp when data.Length >= 8 => DecodeUdp(packet, data),
        Tcp when data.Length >= 20 => DecodeTcp(packet, data),
        Icmpv6 when data.Length >= 4 => packet with { Icmpv6 = DecodeIcmpv6(data.Span) },
        _ => packet,
    };

    private static Packet DecodeUdp(Packet packet, ReadOnlyMemory<byte> data)
    {
        var datagram = new UdpDatagram(Number16(data.Span), Number16(data.Span[2..]), data[8..]);
        var dhcp = datagram is { SourcePort: 67 or 68, DestinationPort: 67 or 68 } ? DecodeDhcp(datagram.Payload.Span) : null;
        return packet with { Udp = datagram, Dhcp = dhcp };
    }

    private static Packet DecodeTcp(Packet packet, ReadOnlyMemory<byte> data)
    {
        var bytes = data.Span;
        var header = Math.Min((bytes[12] >> 4) * 4, data.Length);
        return packet with
        {
            Tcp = new TcpSegment(Number16(bytes), Number16(bytes[2..]), (TcpFlags)(bytes[13] & 0x1f), data[header..]),
        };
    }

    private static DhcpMessage? DecodeDhcp(ReadOnlySpan<byte> bytes)
    {
        const int optionsStart = 240;
        for (var offset = optionsStart; offset + 2 < bytes.Length && bytes[offset] != 255;)
        {
            if (bytes[offset] == 53)
            {
                return new DhcpMessage((DhcpMessageType)bytes[offset + 2], Mac(bytes[28..]), Address(bytes[16..20]));
            }

            offset += bytes[offset] == 0 ? 1 : bytes[offset + 1] + 2;
        }

        return null;
    }

    private static Icmpv6Message DecodeIcmpv6(ReadOnlySpan<byte> bytes)
    {
        var message = new Icmpv6Message(bytes[0], bytes[1]);
        return message.Type == Icmpv6Message.RouterAdvertisement && bytes.Length >= 16
            ? message with { RouterLifetime = TimeSpan.FromSeconds(Number16(bytes[6..])), Prefixes = Prefixes(bytes[16..]) }
            : message;
    }

    private static List<string> Prefixes(ReadOnlySpan<byte> options)
    {
        var prefixes = new List<string>();
        while (options.Length >= 8 && options[1] > 0 && options[1] * 8 <= options.Length)
        {
            if (options[0] == 3 && options[1] == 4)
            {
                prefixes.Add($"{Address(options[16..32])}/{options[2]}");
            }

            options = options[(options[1] * 8)..];
        }

        return prefixes;
    }

    private static ushort Number16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes);

    private static PhysicalAddress Mac(ReadOnlySpan<byte> bytes) => new(bytes[..6].ToArray());

    private static IPAddress Address(ReadOnlySpan<byte> bytes) => new(bytes);
}
