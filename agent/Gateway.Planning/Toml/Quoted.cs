using System.Globalization;
using System.Text;

namespace Gateway.Planning.Toml;

/// <summary>Text out of a file, made fit for a message: one line, nothing invisible, not too long.</summary>
public static class Quoted
{
    private const int Longest = 60;

    public static string Text(string text) => $"\"{Escape(text)}\"";

    public static string Escape(string text)
    {
        var result = new StringBuilder();
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (++count > Longest)
            {
                return result.Append('…').ToString();
            }

            result.Append(IsVisible(rune) ? rune.ToString() : $"\\u{rune.Value:X4}");
        }

        return result.ToString();
    }

    /// <summary>False for what steers a terminal or the direction of writing.</summary>
    public static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);
}
