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
        var isEmpty = true;
        foreach (var word in Plain(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => Cut(word, width - indent.Length)))
        {
            if (!isEmpty && line.Length + 1 + word.Length > width)
            {
                yield return line.TrimEnd();
                line = indent;
                isEmpty = true;
            }
            line += isEmpty ? word : $" {word}";
            isEmpty = false;
        }
        yield return line.TrimEnd();
    }

    private static IEnumerable<string> Cut(string word, int length)
    {
        for (var at = 0; at < word.Length; at += length)
            yield return word[at..Math.Min(word.Length, at + length)];
    }
}
