using System.Buffers.Binary;

namespace Gateway.Planning.Cards;

/// <summary>Offsets and types of what the agent itself sends and reads on a wire.</summary>
public static class EthernetFrame
{
    public const int HeaderLength = 14;

    /// <summary>Without the checksum; shorter frames are padded.</summary>
    public const int LeastLength = 60;
    public const int AddressLength = 6;
    public const int Ipv4 = 0x0800;
    public const int Ipv6 = 0x86dd;

    /// <summary>IEEE 802's first type for local experiments.</summary>
    public const int LocalExperiment = 0x88b5;

    /// <summary>Every type.</summary>
    public const int All = 0x0003;

    internal const int TypeOffset = 12;

    internal static int TypeOf(ReadOnlySpan<byte> frame) => BinaryPrimitives.ReadUInt16BigEndian(frame[TypeOffset..]);

    /// <summary>The address that stands at the beginning, in lower case with colons.</summary>
    internal static string AddressText(ReadOnlySpan<byte> bytes) =>
        string.Join(':', bytes[..AddressLength].ToArray().Select(static part => $"{part:x2}"));

    /// <summary>To everybody on the wire.</summary>
    internal static void WriteHeader(Span<byte> frame, ReadOnlySpan<byte> source, int type)
    {
        frame[..AddressLength].Fill(0xff);
        source.CopyTo(frame[AddressLength..]);
        BinaryPrimitives.WriteUInt16BigEndian(frame[TypeOffset..], (ushort)type);
    }
}
