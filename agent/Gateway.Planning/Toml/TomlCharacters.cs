using System.Buffers;
using System.Globalization;
using System.Text;

namespace Gateway.Planning.Toml;

/// <summary>What characters are to TOML, and how errors name them.</summary>
internal static class TomlCharacters
{
    public static SearchValues<char> SmartQuotes { get; } = SearchValues.Create(
        "\u201C\u201D\u201E\u201F\u00AB\u00BB\u2018\u2019\u201A\u201B\u2039\u203A\u2033\u2032\uFF02\uFF07");

    /// <summary>Control characters that may stand nowhere in a TOML text.</summary>
    public static bool IsControl(char c) => (c < ' ' && c != '\t') || c == '\u007F';

    public static bool IsBareKey(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-';

    public static bool IsSmartQuote(char c) => SmartQuotes.Contains(c);

    public static string SmartQuoteMessage(char c) =>
        $"the typographic quote {c} (U+{(int)c:X4}) stands where a plain quote \" is meant";

    public const string SmartQuoteHint = "word processors, phones and chat programs change quotes; type them again in a plain text editor";

    /// <summary>A character in words: printable ones as they are, others by their number.</summary>
    public static string Describe(string text, int index)
    {
        var rune = Rune.TryGetRuneAt(text, index, out var found) ? found : Rune.ReplacementChar;
        return rune.Value switch
        {
            '\n' => "the end of the line",
            '\r' when index + 1 < text.Length && text[index + 1] == '\n' => "the end of the line",
            '\r' => "a lone carriage return (U+000D)",
            '\t' => "a tab",
            ' ' => "a space",
            0 => "a zero byte (U+0000)",
            '"' => "a quote \"",
            _ when Quoted.IsVisible(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.SpaceSeparator => $"\"{rune}\"",
            _ => $"the invisible character U+{rune.Value:X4}",
        };
    }
}
