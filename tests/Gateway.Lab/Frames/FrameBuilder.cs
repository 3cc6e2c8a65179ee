using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;

namespace Gateway.Lab.Frames;

/// <summary>Ethernet frames out of fields, with lengths and checksums as a computer would send them. Pure.</summary>
/// <param name="From">The sender's hardware address.</param>
/// <param name="To">The next hop's.</param>
/// <param name="Source">IPv4 or IPv6, and the destination likewise.</param>
public sealed record FrameBuilder(PhysicalAddress From, PhysicalAddress To, IPAddress Source, IPAddress Destination)
{
    private const int HopLimit = 64;

    public byte[] TcpSyn(int sourcePort, int destinationPort, uint sequence = 1)
    {
        var segment = new byte[20];
        BinaryPrimitives.WriteUInt16BigEndian(segment, (ushort)sourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(2), (ushort)destinationPort);
        BinaryPrimitives.WriteUInt32BigEndian(segment.AsSpan(4), sequence);
        segment[12] = 5 << 4;
        segment[13] = (byte)TcpFlags.Syn;
        BinaryPrimitives.WriteUInt16BigEndian(segment.AsSpan(14), 64240);
        return Frame(IpProtocol.Tcp, segment, checksumAt: 16);
    }

    public byte[] Udp(int sourcePort, int destinationPort, ReadOnlySpan<byte> payload)
    {
        var datagram = new byte[8 + payload.Length];
        BinaryPrimitives.WriteUInt16BigEndian(datagram, (ushort)sourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(2), (ushort)destinationPort);
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(4), (ushort)datagram.Length);
        payload.CopyTo(datagram.AsSpan(8));
        return Frame(IpProtocol.Udp, datagram, checksumAt: 6);
    }

    /// <summary>A ping, of the version of the addresses.</summary>
    public byte[] EchoRequest(int identifier, int sequence)
    {
        var v6 = Destination.GetAddressBytes().Length == 16;
        var message = new byte[16];
        message[0] = (byte)(v6 ? Icmpv6Message.EchoRequest : IcmpMessage.EchoRequest);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(4), (ushort)identifier);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(6), (ushort)sequence);
        return Frame(v6 ? IpProtocol.Icmpv6 : IpProtocol.Icmp, message, checksumAt: 2);
    }

    private byte[] Frame(int protocol, byte[] payload, int checksumAt)
    {
        var (source, destination) = (Source.GetAddressBytes(), Destination.GetAddressBytes());
        // ICMP of IPv4 alone knows no pseudo-header.
        var sum = protocol == IpProtocol.Icmp ? 0u : Sum(source) + Sum(destination) + (uint)payload.Length + (uint)protocol;
        var checksum = Checksum(sum + Sum(payload));
        BinaryPrimitives.WriteUInt16BigEndian(payload.AsSpan(checksumAt), checksum == 0 && protocol == IpProtocol.Udp ? (ushort)0xffff : checksum);

        var v6 = destination.Length == 16;
        var header = v6 ? Ipv6Header(source, destination, protocol, payload.Length) : Ipv4Header(source, destination, protocol, payload.Length);
        var type = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(type, (ushort)(v6 ? EtherType.Ipv6 : EtherType.Ipv4));
        return [.. To.GetAddressBytes(), .. From.GetAddressBytes(), .. type, .. header, .. payload];
    }

    private static byte[] Ipv4Header(byte[] source, byte[] destination, int protocol, int payload)
    {
        var header = new byte[20];
        header[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(2), (ushort)(header.Length + payload));
        header[8] = HopLimit;
        header[9] = (byte)protocol;
        source.CopyTo(header, 12);
        destination.CopyTo(header, 16);
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(10), Checksum(Sum(header)));
        return header;
    }

    private static byte[] Ipv6Header(byte[] source, byte[] destination, int protocol, int payload)
    {
        var header = new byte[40];
        header[0] = 0x60;
        BinaryPrimitives.WriteUInt16BigEndian(header.AsSpan(4), (ushort)payload);
        header[6] = (byte)protocol;
        header[7] = HopLimit;
        source.CopyTo(header, 8);
        destination.CopyTo(header, 24);
        return header;
    }

    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (; bytes.Length > 1; bytes = bytes[2..])
        {
            sum += Bytes.Number16(bytes);
        }

        return bytes.Length == 1 ? sum + ((uint)bytes[0] << 8) : sum;
    }

    /// <summary>The Internet checksum (RFC 1071).</summary>
    private static ushort Checksum(uint sum)
    {
        while (sum > 0xffff)
        {
            sum = (sum & 0xffff) + (sum >> 16);
        }

        return (ushort)~sum;
    }
}
