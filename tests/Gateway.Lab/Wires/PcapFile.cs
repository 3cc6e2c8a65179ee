using System.Buffers.Binary;

namespace Gateway.Lab.Wires;

/// <summary>Frames to a capture file that Wireshark and tcpdump open.</summary>
public static class PcapFile
{
    private const uint Magic = 0xa1b2c3d4;
    private const uint Ethernet = 1;

    public static async Task WriteAsync(string path, IEnumerable<CapturedFrame> frames, CancellationToken cancellation)
    {
        var stream = File.Create(path);
        await using (stream.ConfigureAwait(false))
        {
            await stream.WriteAsync(Header(), cancellation).ConfigureAwait(false);
            foreach (var frame in frames)
            {
                await stream.WriteAsync(Record(frame), cancellation).ConfigureAwait(false);
                await stream.WriteAsync(frame.Bytes, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static byte[] Header()
    {
        var header = new byte[24];
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), 2);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(6), 4);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), 65535);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(20), Ethernet);
        return header;
    }

    private static byte[] Record(CapturedFrame frame)
    {
        var record = new byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(record, (uint)frame.Time.TotalSeconds);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(4), (uint)(frame.Time.Ticks % TimeSpan.TicksPerSecond / 10));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), (uint)frame.Bytes.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12), (uint)frame.Bytes.Length);
        return record;
    }
}
