using System.Text;

namespace Gateway.Planning.Toml;

/// <summary>Bytes of a file -&gt; its text, or the reason why it is none.</summary>
internal static class TomlText
{
    private const string SaveAsUtf8 = "open it in an editor and save it as UTF-8 (Windows Notepad: Save as, Encoding: UTF-8)";

    /// <summary>Null when the file is in another encoding as a whole; bytes that are no UTF-8 become U+FFFD, with an error.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, TomlErrors errors)
    {
        if (OtherEncoding(bytes) is { } encoding)
        {
            errors.Add(TomlSpan.WholeFile, $"the file is saved as {encoding}, but must be UTF-8", SaveAsUtf8);
            return null;
        }

        return DecodeUtf8(WithoutByteOrderMark(bytes), errors);
    }

    /// <summary>The lines as an editor shows them, for excerpts; empty when the file is in another encoding.</summary>
    public static string[] Lines(ReadOnlySpan<byte> bytes) =>
        OtherEncoding(bytes) is null
            ? [.. Encoding.UTF8.GetString(WithoutByteOrderMark(bytes)).Split('\n').Select(line => line.TrimEnd('\r'))]
            : [];

    private static ReadOnlySpan<byte> WithoutByteOrderMark(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith([(byte)0xEF, (byte)0xBB, (byte)0xBF]) ? bytes[3..] : bytes;

    private static string? OtherEncoding(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith([(byte)0xFF, (byte)0xFE, (byte)0, (byte)0]) || bytes.StartsWith([(byte)0, (byte)0, (byte)0xFE, (byte)0xFF]))
        {
            return "UTF-32";
        }

        if (bytes.StartsWith([(byte)0xFF, (byte)0xFE]) || bytes.StartsWith([(byte)0xFE, (byte)0xFF]))
        {
            return "UTF-16";
        }

        return EveryOtherByteIsZero(bytes) ? "UTF-16 without a byte order mark" : null;
    }

    /// <summary>TOML is mostly ASCII, and ASCII in UTF-16 has a zero as every other byte.</summary>
    private static bool EveryOtherByteIsZero(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..(Math.Min(bytes.Length, 512) & ~1)];
        int even = 0, odd = 0;
        for (var i = 0; i < head.Length; i += 2)
        {
            even += head[i] == 0 ? 1 : 0;
            odd += head[i + 1] == 0 ? 1 : 0;
        }

        var pairs = head.Length / 2;
        return pairs >= 2 && Math.Max(even, odd) * 2 > pairs && Math.Min(even, odd) * 8 <= pairs;
    }

    private static string DecodeUtf8(ReadOnlySpan<byte> bytes, TomlErrors errors)
    {
        var text = new StringBuilder(bytes.Length);
        int line = 1, column = 1;
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var used) != System.Buffers.OperationStatus.Done)
            {
                errors.Add(
                    new TomlSpan(line, column, 1),
                    $"the byte 0x{bytes[0]:X2} is not UTF-8 text",
                    "the file may be saved in an older encoding such as Windows-1252; " + SaveAsUtf8);
            }

            text.Append(rune.ToString());
            (line, column) = rune.Value == '\n' ? (line + 1, 1) : (line, column + 1);
            bytes = bytes[used..];
        }

        return text.ToString();
    }
}
