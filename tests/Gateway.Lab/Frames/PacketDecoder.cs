namespace Gateway.Lab.Frames;

/// <summary>Bytes of an Ethernet frame to <see cref="Packet"/>; what is cut short ends the decoding, never an exception.</summary>
public static class PacketDecoder
{
    private const int VlanType = 0x8100;

    /// <summary>Null when the bytes do not even hold an Ethernet header.</summary>
    public static Packet? Decode(ReadOnlyMemory<byte> frame)
    {
        if (frame.Length < 14)
        {
            return null;
        }

        var bytes = frame.Span;
        var type = Bytes.Number16(bytes[12..]);
        var offset = 14;
        int? vlan = null;
        if (type == VlanType && bytes.Length >= 18)
        {
            (vlan, type, offset) = (Bytes.Number16(bytes[14..]) & 0xfff, Bytes.Number16(bytes[16..]), 18);
        }

        var packet = new Packet(new EthernetHeader(Bytes.Mac(bytes), Bytes.Mac(bytes[6..]), vlan, type));
        return type switch
        {
            EtherType.Arp => packet with { Arp = DecodeArp(bytes[offset..]) },
            EtherType.Ipv4 => DecodeIpv4(packet, frame[offset..]),
            EtherType.Ipv6 => DecodeIpv6(packet, frame[offset..]),
            _ => packet,
        };
    }

    private static ArpPacket? DecodeArp(ReadOnlySpan<byte> bytes) => bytes.Length < 28
        ? null
        : new ArpPacket(Bytes.Number16(bytes[6..]), Bytes.Mac(bytes[8..]), Bytes.Address(bytes[14..18]), Bytes.Address(bytes[24..28]));

    private static Packet DecodeIpv4(Packet packet, ReadOnlyMemory<byte> data)
    {
        var bytes = data.Span;
        var header = bytes.Length < 20 ? 0 : (bytes[0] & 0xf) * 4;
        if (header < 20 || bytes.Length < header)
        {
            return packet;
        }

        var fragment = Bytes.Number16(bytes[6..]);
        var total = Math.Min((int)Bytes.Number16(bytes[2..]), bytes.Length);
        packet = packet with
        {
            Ipv4 = new Ipv4Header(Bytes.Address(bytes[12..16]), Bytes.Address(bytes[16..20]), bytes[9], bytes[8], (fragment & 0x3fff) != 0)
            {
                Identification = Bytes.Number16(bytes[4..]),
                DontFragment = (fragment & 0x4000) != 0,
            },
        };
        var first = (fragment & 0x1fff) == 0;
        return first && total >= header ? TransportDecoder.Decode(packet, bytes[9], data[header..total]) : packet;
    }

    private static Packet DecodeIpv6(Packet packet, ReadOnlyMemory<byte> data)
    {
        var bytes = data.Span;
        if (bytes.Length < 40)
        {
            return packet;
        }

        var end = Math.Min(40 + Bytes.Number16(bytes[4..]), bytes.Length);
        var (next, offset, fragment, first) = SkipExtensions(bytes[..end], bytes[6]);
        packet = packet with
        {
            Ipv6 = new Ipv6Header(Bytes.Address(bytes[8..24]), Bytes.Address(bytes[24..40]), next, bytes[7]) { Fragment = fragment },
        };
        return first && offset <= end ? TransportDecoder.Decode(packet, next, data[offset..end]) : packet;
    }

    /// <summary>Passes over hop-by-hop, routing, fragment and destination headers (RFC 8200).</summary>
    private static (int Next, int Offset, bool Fragment, bool First) SkipExtensions(ReadOnlySpan<byte> bytes, int next)
    {
        var (offset, fragment, first) = (40, false, true);
        while (next is 0 or 43 or 44 or 60 && offset + 8 <= bytes.Length)
        {
            var length = next == 44 ? 8 : (bytes[offset + 1] + 1) * 8;
            if (next == 44)
            {
                fragment = (Bytes.Number16(bytes[(offset + 2)..]) & 0xfff9) != 0;
                first = (Bytes.Number16(bytes[(offset + 2)..]) & 0xfff8) == 0;
            }

            (next, offset) = (bytes[offset], offset + length);
        }

        return (next, offset, fragment, first);
    }
}
