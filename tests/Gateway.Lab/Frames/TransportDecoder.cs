namespace Gateway.Lab.Frames;

/// <summary>What IP carries.</summary>
internal static class TransportDecoder
{
    public static Packet Decode(Packet packet, int protocol, ReadOnlyMemory<byte> data) => protocol switch
    {
        IpProtocol.Udp when data.Length >= 8 => DecodeUdp(packet, data),
        IpProtocol.Tcp when data.Length >= 20 => DecodeTcp(packet, data),
        IpProtocol.Icmp when data.Length >= 4 => packet with { Icmp = new IcmpMessage(data.Span[0], data.Span[1]) },
        IpProtocol.Icmpv6 when data.Length >= 4 => packet with { Icmpv6 = Icmpv6Decoder.Decode(data.Span) },
        _ => packet,
    };

    private static Packet DecodeUdp(Packet packet, ReadOnlyMemory<byte> data)
    {
        var length = Bytes.Number16(data.Span[4..]) is var claimed && claimed >= 8 && claimed <= data.Length ? claimed : data.Length;
        var datagram = new UdpDatagram(Bytes.Number16(data.Span), Bytes.Number16(data.Span[2..]), data[8..length]);
        packet = packet with { Udp = datagram };
        return datagram switch
        {
            { SourcePort: 67 or 68, DestinationPort: 67 or 68 } => packet with { Dhcp = DhcpDecoder.Decode(datagram.Payload) },
            { SourcePort: 546 or 547 } or { DestinationPort: 546 or 547 } => packet with { Dhcpv6 = Dhcpv6Decoder.Decode(datagram.Payload.Span) },
            { SourcePort: 53 } or { DestinationPort: 53 } => packet with { Dns = DnsDecoder.Decode(datagram.Payload.Span) },
            _ => packet,
        };
    }

    private static Packet DecodeTcp(Packet packet, ReadOnlyMemory<byte> data)
    {
        var bytes = data.Span;
        var header = Math.Min((bytes[12] >> 4) * 4, data.Length);
        return packet with
        {
            Tcp = new TcpSegment(Bytes.Number16(bytes), Bytes.Number16(bytes[2..]), (TcpFlags)(bytes[13] & 0x1f), data[header..])
            {
                Sequence = Bytes.Number32(bytes[4..]),
                Acknowledgment = Bytes.Number32(bytes[8..]),
                Window = Bytes.Number16(bytes[14..]),
            },
        };
    }
}
