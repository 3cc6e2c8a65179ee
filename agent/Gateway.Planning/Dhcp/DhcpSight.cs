using System.Buffers.Binary;
using System.Net;
using Gateway.Planning.Cards;

namespace Gateway.Planning.Dhcp;

/// <summary>A frame from the inside's wire -&gt; the DHCP server that it tells of (RFC 2131): the one that answers, or the one that a client has chosen and says so to everybody.</summary>
/// <param name="Server">As it calls itself.</param>
/// <param name="Mac">Of who answers; null: only a client named it.</param>
public sealed record DhcpSight(string Server, string? Mac)
{
    private const int ServerPort = 67;
    private const int ClientPort = 68;
    private const int Ip = EthernetFrame.HeaderLength;
    private const int UdpProtocol = 17;
    private const int UdpHeaderLength = 8;

    // Within the DHCP message.
    private const int Cookie = 236;
    private const int Options = 240;
    private const uint MagicCookie = 0x63825363;
    private const byte Reply = 2;
    private const byte Request = 3;

    /// <summary>Lets through what servers and clients send.</summary>
    public static PacketFilter Filter { get; } = PacketFilter.Where(
        PacketTest.Half(EthernetFrame.TypeOffset, EthernetFrame.Ipv4),
        PacketTest.Byte(Ip + 9, UdpProtocol),
        PacketTest.NoBits(Ip + 6, 0x3fff),
        PacketTest.Ipv4HeaderAt(Ip),
        PacketTest.EitherHalfBehindIpv4(Ip + 2, ServerPort, ClientPort));

    /// <summary>Null when it tells of none.</summary>
    public static DhcpSight? Parse(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < Ip + 20 || EthernetFrame.TypeOf(frame) != EthernetFrame.Ipv4 || frame[Ip + 9] != UdpProtocol)
            return null;
        var start = Ip + (4 * (frame[Ip] & 0xf)) + UdpHeaderLength;
        if (frame.Length < start + Options)
            return null;
        var message = frame[start..];
        if (BinaryPrimitives.ReadUInt32BigEndian(message[Cookie..]) != MagicCookie
            || DhcpOption.Find(message[Options..], DhcpOption.MessageType) is not [var type]
            || DhcpOption.Find(message[Options..], DhcpOption.Server) is not { Length: 4 } server)
            return null;
        var named = new IPAddress(server).ToString();
        return message[0] == Reply ? new DhcpSight(named, EthernetFrame.AddressText(frame[EthernetFrame.AddressLength..]))
            : type == Request ? new DhcpSight(named, null)
            : null;
    }
}
