using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;

namespace Gateway.Lab.Frames;

/// <summary>Fields in network byte order.</summary>
internal static class Bytes
{
    public static ushort Number16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16BigEndian(bytes);

    public static uint Number32(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt32BigEndian(bytes);

    public static TimeSpan Seconds(ReadOnlySpan<byte> bytes) => TimeSpan.FromSeconds(Number32(bytes));

    public static PhysicalAddress Mac(ReadOnlySpan<byte> bytes) => new(bytes[..6].ToArray());

    public static IPAddress Address(ReadOnlySpan<byte> bytes) => new(bytes);
}
