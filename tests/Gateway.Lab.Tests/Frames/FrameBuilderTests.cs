using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using Gateway.Lab.Frames;

namespace Gateway.Lab.Tests.Frames;

public sealed class FrameBuilderTests
{
    private static readonly FrameBuilder V4 = Build("198.51.100.66", "5.1.0.100");
    private static readonly FrameBuilder V6 = Build("2001:db8::66", "fd00::1");

    [Fact]
    public void What_is_built_is_read_back()
    {
        var syn = PacketDecoder.Decode(V4.TcpSyn(40000, 22, 99))!;
        var udp = PacketDecoder.Decode(V6.Udp(40000, 161, "lab"u8))!;

        Assert.Equal(("198.51.100.66", "5.1.0.100", 40000, 22, TcpFlags.Syn, 99u), (syn.Source!.ToString(), syn.Destination!.ToString(), syn.Tcp!.SourcePort, syn.Tcp.DestinationPort, syn.Tcp.Flags, syn.Tcp.Sequence));
        Assert.Equal(("fd00::1", 161, 3), (udp.Destination!.ToString(), udp.Udp!.DestinationPort, udp.Udp.Payload.Length));
        Assert.Equal(IcmpMessage.EchoRequest, PacketDecoder.Decode(V4.EchoRequest(1, 2))!.Icmp!.Type);
        Assert.Equal(Icmpv6Message.EchoRequest, PacketDecoder.Decode(V6.EchoRequest(1, 2))!.Icmpv6!.Type);
    }

    [Fact]
    public void Every_checksum_is_right()
    {
        Assert.Equal(0xffff, Sum(V4.TcpSyn(40000, 22).AsSpan(14, 20)));
        Assert.Equal(0xffff, TransportSum(V4.TcpSyn(40000, 22), 20, 6));
        Assert.Equal(0xffff, TransportSum(V4.Udp(40000, 53, "odd"u8), 20, 17));
        Assert.Equal(0xffff, TransportSum(V6.TcpSyn(40000, 22), 40, 6));
        Assert.Equal(0xffff, TransportSum(V6.Udp(40000, 53, "odd"u8), 40, 17));
        Assert.Equal(0xffff, TransportSum(V6.EchoRequest(1, 2), 40, 58));
        Assert.Equal(0xffff, Sum(V4.EchoRequest(1, 2).AsSpan(34)));
    }

    private static int TransportSum(byte[] frame, int header, int protocol)
    {
        var addresses = header == 20 ? frame.AsSpan(26, 8) : frame.AsSpan(22, 32);
        var payload = frame.AsSpan(14 + header);
        byte[] pseudo = [.. addresses, 0, (byte)protocol, (byte)(payload.Length >> 8), (byte)payload.Length, .. payload];
        return Sum(pseudo);
    }

    private static int Sum(ReadOnlySpan<byte> bytes)
    {
        byte[] even = [.. bytes, .. bytes.Length % 2 == 1 ? (byte[])[0] : []];
        var sum = 0;
        for (var at = 0; at < even.Length; at += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(even.AsSpan(at));
        }

        return (sum & 0xffff) + (sum >> 16);
    }

    private static FrameBuilder Build(string source, string destination) => new(
        PhysicalAddress.Parse("525400000001"), PhysicalAddress.Parse("525400000002"), IPAddress.Parse(source), IPAddress.Parse(destination));
}
