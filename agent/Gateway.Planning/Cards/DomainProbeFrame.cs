using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Planning.Cards;

/// <summary>The frame that is sent on the inside card and must never be heard on the outside one.</summary>
public static class DomainProbeFrame
{
    public const int IdentityLength = 16;
    public const int NonceLength = 16;

    /// <summary>"GWDP" and a version.</summary>
    private static ReadOnlySpan<byte> Mark => [(byte)'G', (byte)'W', (byte)'D', (byte)'P', 0, 0, 0, 1];

    private const int MarkOffset = EthernetFrame.HeaderLength;
    private const int IdentityOffset = MarkOffset + 8;
    private const int NonceOffset = IdentityOffset + IdentityLength;
    private const int Length = NonceOffset + NonceLength;

    /// <summary>Tells this device's frames from another gateway's; the machine id itself is nobody's business.</summary>
    /// <param name="machineId">32 hex digits.</param>
    public static byte[] IdentityOf(string machineId) =>
        SHA256.HashData(Encoding.ASCII.GetBytes($"{machineId} broadcast-domain"))[..IdentityLength];

    /// <param name="source">The sending card's address.</param>
    /// <param name="identity">Of this device.</param>
    /// <param name="nonce">Random, for one round of probes: a frame that somebody kept and sends again later proves nothing.</param>
    public static byte[] Encode(ReadOnlySpan<byte> source, ReadOnlySpan<byte> identity, ReadOnlySpan<byte> nonce)
    {
        var frame = new byte[Math.Max(Length, EthernetFrame.LeastLength)];
        EthernetFrame.WriteHeader(frame, source, EthernetFrame.LocalExperiment);
        Mark.CopyTo(frame.AsSpan(MarkOffset));
        identity.CopyTo(frame.AsSpan(IdentityOffset));
        nonce.CopyTo(frame.AsSpan(NonceOffset));
        return frame;
    }

    /// <summary>True for a frame of this very round, whoever's address it carries by now.</summary>
    public static bool IsEcho(ReadOnlySpan<byte> heard, ReadOnlySpan<byte> sent) =>
        heard.Length >= Length && heard[EthernetFrame.TypeOffset..Length].SequenceEqual(sent[EthernetFrame.TypeOffset..Length]);

    /// <summary>Lets this device's frames through and wakes nobody for others'.</summary>
    public static PacketFilter Filter(ReadOnlySpan<byte> identity) => PacketFilter.Where(
    [
        PacketTest.Half(EthernetFrame.TypeOffset, EthernetFrame.LocalExperiment),
        PacketTest.Word(MarkOffset, BinaryPrimitives.ReadUInt32BigEndian(Mark)),
        .. Words(IdentityOffset, identity),
    ]);

    private static List<PacketTest> Words(int offset, ReadOnlySpan<byte> bytes)
    {
        var tests = new List<PacketTest>();
        for (var at = 0; at < bytes.Length; at += sizeof(uint))
            tests.Add(PacketTest.Word(offset + at, BinaryPrimitives.ReadUInt32BigEndian(bytes[at..])));
        return tests;
    }
}
