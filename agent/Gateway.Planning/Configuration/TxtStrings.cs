using System.Globalization;
using System.Text;

namespace Gateway.Planning.Configuration;

/// <summary>A text -&gt; the strings of a TXT record in zone-file format (RFC 1035 sections 3.3.14 and 5.1).</summary>
internal static class TxtStrings
{
    private const int LongestString = 255;

    public static string Render(string text) => string.Join(' ', Encoding.UTF8.GetBytes(text).Chunk(LongestString).Select(Quote));

    /// <summary>Whatever could end a quote here, in a zone file or in a daemon's file is written as its number.</summary>
    private static string Quote(byte[] bytes)
    {
        var text = new StringBuilder("\"");
        foreach (var value in bytes)
        {
            text.Append(value is >= 0x20 and < 0x7F and not ((byte)'"' or (byte)'\'' or (byte)'\\')
                ? ((char)value).ToString()
                : string.Create(CultureInfo.InvariantCulture, $"\\{value:D3}"));
        }

        return text.Append('"').ToString();
    }
}
