using System.Buffers.Binary;
using System.Net;

namespace Gateway.Planning.Cards;

/// <summary>Asks a wire who has an IPv4 address, and reads the answer (RFC 826).</summary>
public static class AddressQuestion
{
    public const int Type = 0x0806;

    private const int Operation = 20;
    private const int SenderMac = 22;
    private const int SenderAddress = 28;
    private const int TargetAddress = 38;
    private const int Request = 1;
    private const int Reply = 2;

    /// <param name="mac">Of who asks, 6 bytes.</param>
    /// <param name="own">Of who asks.</param>
    /// <param name="wanted">The address that is asked for.</param>
    public static byte[] Encode(ReadOnlySpan<byte> mac, string own, string wanted)
    {
        var frame = new byte[EthernetFrame.LeastLength];
        EthernetFrame.WriteHeader(frame, mac, Type);
        ReadOnlySpan<byte> kinds = [0, 1, 8, 0, 6, 4];
        kinds.CopyTo(frame.AsSpan(EthernetFrame.HeaderLength));
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(Operation), Request);
        mac.CopyTo(frame.AsSpan(SenderMac));
        IPAddress.Parse(own).GetAddressBytes().CopyTo(frame, SenderAddress);
        IPAddress.Parse(wanted).GetAddressBytes().CopyTo(frame, TargetAddress);
        return frame;
    }

    /// <summary>Lets answers of the address through.</summary>
    public static PacketFilter Filter(string wanted) => PacketFilter.Where(
        PacketTest.Half(EthernetFrame.TypeOffset, Type),
        PacketTest.Half(Operation, Reply),
        PacketTest.Word(SenderAddress, BinaryPrimitives.ReadUInt32BigEndian(IPAddress.Parse(wanted).GetAddressBytes())));

    /// <summary>Who answered.</summary>
    public static string MacIn(ReadOnlySpan<byte> frame) => EthernetFrame.AddressText(frame[SenderMac..]);
}
