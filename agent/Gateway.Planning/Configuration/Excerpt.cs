using System.Globalization;
using System.Text;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>A line of a file as it can be shown on a screen, and the mark to show below it.</summary>
/// <param name="Line">Tabs as spaces, what steers a terminal as <c>?</c>, the surroundings of the place only when it is long.</param>
/// <param name="Mark">Spaces and carets.</param>
internal sealed record Excerpt(string Line, string Mark)
{
    private const int TabStop = 4;

    /// <summary>With the number before it, both marks of a cut and the status screen's margin it fits a console of 80 columns: cut in two, the line and its mark would not stand below each other.</summary>
    private const int Widest = 68;
    private const string Cut = "…";

    public static Excerpt Of(string line, int column, int length)
    {
        var cells = CellsOf(line);
        var from = Math.Min(column - 1, cells.Count);
        var to = Math.Min(from + length, cells.Count);
        var (first, last) = Window(cells, from);
        var before = (first > 0 ? Cut : "") + Join(cells, first, from);
        var marked = Join(cells, from, Math.Clamp(to, from, last));
        var after = Join(cells, Math.Clamp(to, from, last), last) + (last < cells.Count ? Cut : "");
        var carets = Math.Max(1, Width(marked.TrimEnd(' ')));
        return new Excerpt(before + marked + after, new string(' ', Width(before)) + new string('^', carets));
    }

    /// <summary>The part of a line that is shown: all of it, or what fits with the place in its first third.</summary>
    private static (int First, int Last) Window(List<string> cells, int from)
    {
        if (Width(Join(cells, 0, cells.Count)) <= Widest)
        {
            return (0, cells.Count);
        }

        var first = Math.Max(0, from - (Widest / 3));
        var last = first;
        for (var width = 0; last < cells.Count && width < Widest; last++)
        {
            width += Width(cells[last]);
        }

        return (first, last);
    }

    /// <summary>What each character of the line looks like.</summary>
    private static List<string> CellsOf(string line)
    {
        var cells = new List<string>();
        var width = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            var cell = rune.Value == '\t' ? new string(' ', TabStop - (width % TabStop))
                : Quoted.IsVisible(rune) ? rune.ToString()
                : "?";
            cells.Add(cell);
            width += Width(cell);
        }

        return cells;
    }

    private static string Join(List<string> cells, int from, int to) => string.Concat(cells.Skip(from).Take(to - from));

    private static int Width(string text) => text.EnumerateRunes().Sum(WidthOf);

    /// <summary>Columns on a terminal: none for marks that stand on the letter before, two for East Asian wide characters (UAX 11) and emoji.</summary>
    internal static int WidthOf(Rune rune) => rune.Value switch
    {
        < 0x300 => 1,
        _ when Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => 0,
        (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) => 2,
        (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF01 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) => 2,
        (>= 0x20000 and <= 0x3FFFD) => 2,
        _ => 1,
    };
}
