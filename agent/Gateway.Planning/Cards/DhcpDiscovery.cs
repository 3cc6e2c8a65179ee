using System.Buffers.Binary;
using System.Net;
using System.Numerics;

namespace Gateway.Planning.Cards;

/// <summary>Asks a wire for a DHCP server and reads the offer (RFC 2131). Nothing is requested, so no lease is taken.</summary>
public static class DhcpDiscovery
{
    private const int Ip = EthernetFrame.HeaderLength;
    private const int IpHeaderLength = 20;
    private const int Udp = Ip + IpHeaderLength;
    private const int UdpHeaderLength = 8;
    private const int ServerPort = 67;
    private const int ClientPort = 68;
    private const int UdpProtocol = 17;

    // Within the DHCP message.
    private const int Transaction = 4;
    private const int Flags = 10;
    private const int YourAddress = 16;
    private const int HardwareAddress = 28;
    private const int Cookie = 236;
    private const int Options = 240;
    private const uint MagicCookie = 0x63825363;

    /// <summary>BOOTP's least length, which some servers insist on.</summary>
    private const int MessageLength = 300;
    private const byte Request = 1;
    private const byte Reply = 2;
    private const byte Offer = 2;

    /// <summary>Lets answers to this transaction through.</summary>
    public static PacketFilter Filter(uint transaction) => PacketFilter.Where(
        PacketTest.Half(EthernetFrame.TypeOffset, EthernetFrame.Ipv4),
        PacketTest.Byte(Ip + 9, UdpProtocol),
        PacketTest.NoBits(Ip + 6, 0x3fff),
        PacketTest.Ipv4HeaderAt(Ip),
        PacketTest.HalfBehindIpv4(Ip + 2, ClientPort),
        PacketTest.WordBehindIpv4(Ip + UdpHeaderLength + Transaction, transaction));

    /// <summary>A DISCOVER whose answer is to go to everybody, since no address can be answered to.</summary>
    /// <param name="client">The address of who asks, 6 bytes.</param>
    /// <param name="transaction">Random.</param>
    public static byte[] Discover(ReadOnlySpan<byte> client, uint transaction)
    {
        var frame = new byte[Udp + UdpHeaderLength + MessageLength];
        EthernetFrame.WriteHeader(frame, client, EthernetFrame.Ipv4);
        WriteIp(frame.AsSpan(Ip, IpHeaderLength), frame.Length - Ip);
        var udp = frame.AsSpan(Udp);
        BinaryPrimitives.WriteUInt16BigEndian(udp, ClientPort);
        BinaryPrimitives.WriteUInt16BigEndian(udp[2..], ServerPort);
        BinaryPrimitives.WriteUInt16BigEndian(udp[4..], (ushort)udp.Length);
        WriteMessage(udp[UdpHeaderLength..], client, transaction);
        return frame;
    }

    /// <summary>Null when it is no offer to this client in this transaction.</summary>
    public static HeardOffer? ParseOffer(ReadOnlySpan<byte> frame, ReadOnlySpan<byte> client, uint transaction)
    {
        if (frame.Length < Udp + UdpHeaderLength || EthernetFrame.TypeOf(frame) != EthernetFrame.Ipv4 || frame[Ip + 9] != UdpProtocol)
            return null;
        var udp = Ip + (4 * (frame[Ip] & 0xf));
        if (frame.Length < udp + UdpHeaderLength + Options || BinaryPrimitives.ReadUInt16BigEndian(frame[(udp + 2)..]) != ClientPort)
            return null;
        var message = frame[(udp + UdpHeaderLength)..];
        return message[0] == Reply
               && BinaryPrimitives.ReadUInt32BigEndian(message[Transaction..]) == transaction
               && message.Slice(HardwareAddress, client.Length).SequenceEqual(client)
               && BinaryPrimitives.ReadUInt32BigEndian(message[Cookie..]) == MagicCookie
            ? OfferOf(message)
            : null;
    }

    private static HeardOffer? OfferOf(ReadOnlySpan<byte> message)
    {
        var options = message[Options..];
        if (DhcpOption.Find(options, DhcpOption.MessageType) is not [Offer] || DhcpOption.Find(options, DhcpOption.Server) is not { Length: 4 } server)
            return null;
        var mask = DhcpOption.Find(options, DhcpOption.SubnetMask);
        var prefix = mask.Length == 4 ? $"/{BitOperations.PopCount(BinaryPrimitives.ReadUInt32BigEndian(mask))}" : "";
        var router = DhcpOption.Find(options, DhcpOption.Router);
        return new HeardOffer(
            $"{new IPAddress(message.Slice(YourAddress, 4))}{prefix}",
            new IPAddress(server).ToString(),
            router.Length >= 4 ? new IPAddress(router[..4]).ToString() : null);
    }

    private static void WriteIp(Span<byte> header, int length)
    {
        header[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)length);
        header[8] = 64;
        header[9] = UdpProtocol;
        header[16..20].Fill(0xff);
        uint sum = 0;
        for (var at = 0; at < IpHeaderLength; at += 2)
            sum += BinaryPrimitives.ReadUInt16BigEndian(header[at..]);
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], (ushort)~((sum & 0xffff) + (sum >> 16)));
    }

    private static void WriteMessage(Span<byte> message, ReadOnlySpan<byte> client, uint transaction)
    {
        message[0] = Request;
        message[1] = 1;
        message[2] = (byte)client.Length;
        BinaryPrimitives.WriteUInt32BigEndian(message[Transaction..], transaction);
        message[Flags] = 0x80;
        client.CopyTo(message[HardwareAddress..]);
        BinaryPrimitives.WriteUInt32BigEndian(message[Cookie..], MagicCookie);
        ReadOnlySpan<byte> options =
        [
            DhcpOption.MessageType, 1, 1,
            DhcpOption.ClientIdentifier, 7, 1, .. client,
            DhcpOption.Requested, 3, DhcpOption.SubnetMask, DhcpOption.Router, DhcpOption.Server,
            DhcpOption.End,
        ];
        options.CopyTo(message[Options..]);
    }
}

/// <summary>Codes of RFC 2132.</summary>
internal static class DhcpOption
{
    public const byte Pad = 0;
    public const byte SubnetMask = 1;
    public const byte Router = 3;
    public const byte MessageType = 53;
    public const byte Server = 54;
    public const byte Requested = 55;
    public const byte ClientIdentifier = 61;
    public const byte End = 255;

    /// <summary>Empty when it is not there.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> options, byte wanted)
    {
        while (options.Length > 0 && options[0] != End)
        {
            if (options[0] == Pad)
            {
                options = options[1..];
                continue;
            }

            if (options.Length < 2 || options.Length < 2 + options[1])
                return [];
            if (options[0] == wanted)
                return options.Slice(2, options[1]);
            options = options[(2 + options[1])..];
        }

        return [];
    }
}
