using System.Text;

namespace Gateway.Lab.Frames;

internal static class DnsDecoder
{
    public static DnsMessage? Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 12)
        {
            return null;
        }

        var flags = Bytes.Number16(bytes[2..]);
        var (name, type) = Bytes.Number16(bytes[4..]) > 0 ? Question(bytes[12..]) : ("", 0);
        return new DnsMessage(Bytes.Number16(bytes), (flags & 0x8000) != 0, flags & 0xf, name, type)
        {
            Answers = Bytes.Number16(bytes[6..]),
            Authenticated = (flags & 0x20) != 0,
        };
    }

    /// <summary>The first question's name is never compressed (RFC 1035, 4.1.4): there is nothing before it to point to.</summary>
    private static (string Name, int Type) Question(ReadOnlySpan<byte> bytes)
    {
        var labels = new List<string>();
        while (bytes.Length > 0 && bytes[0] is > 0 and <= 63 && bytes.Length > bytes[0])
        {
            labels.Add(Encoding.ASCII.GetString(bytes.Slice(1, bytes[0])).ToLowerInvariant());
            bytes = bytes[(1 + bytes[0])..];
        }

        return (string.Join('.', labels), bytes.Length >= 3 && bytes[0] == 0 ? Bytes.Number16(bytes[1..]) : 0);
    }
}
