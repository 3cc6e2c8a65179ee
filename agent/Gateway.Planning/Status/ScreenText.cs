using Gateway.Planning.Configuration;

namespace Gateway.Planning.Status;

/// <summary>Text → lines that every terminal and console shows as they are meant.</summary>
internal static class ScreenText
{
    /// <summary>Printable ASCII only: what a daemon or a provider said must not steer the terminal.</summary>
    public static string Plain(string text) =>
        string.Concat(text.Select(static c => c is >= ' ' and <= '~' ? c : c is '\n' or '\t' ? ' ' : '?'));

    /// <summary>Breaks at blanks; a word longer than a line is cut.</summary>
    /// <param name="first">Stands before the first line.</param>
    /// <param name="indent">Stands before each further line.</param>
    public static IEnumerable<string> Wrap(string first, string indent, string text, int width)
    {
        var line = first;
        foreach (var word in Plain(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Cut(word, width - indent.Length)))
        {
            var blank = line == first || line == indent ? "" : " ";
            if (line != indent && line.Length + blank.Length + word.Length > width)
            {
                yield return line.TrimEnd();
                (line, blank) = (indent, "");
            }
            line += blank + word;
        }
        yield return line.TrimEnd();
    }

    /// <summary>Cuts a line wherever it is too long: for text whose blanks have a meaning. Each character keeps its columns.</summary>
    public static IEnumerable<string> Fold(string indent, string line, int width) =>
        Cut(string.Concat(line.EnumerateRunes().Select(static rune => rune.IsAscii ? Plain(rune.ToString()) : new string('?', Excerpt.WidthOf(rune)))), width - indent.Length)
            .Select(part => indent + part);

    private static IEnumerable<string> Cut(string word, int length)
    {
        for (var at = 0; at < word.Length; at += length)
            yield return word[at..Math.Min(word.Length, at + length)];
    }
}
