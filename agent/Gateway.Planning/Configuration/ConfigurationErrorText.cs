using System.Text;
using Gateway.Planning.Secrets;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>Errors -&gt; text for people: the place, the line itself with a mark below, and what to do. The only place where lines of the file are shown.</summary>
public static class ConfigurationErrorText
{
    /// <summary>All errors, one below the other; empty when there are none.</summary>
    /// <param name="fileName">The name the operator knows the file by.</param>
    public static string Render(string fileName, ReadOnlySpan<byte> file, IReadOnlyList<ConfigurationError> errors)
    {
        var lines = TomlReader.Lines(file);
        // The whole text at once: a value may go over several lines.
        var shown = SecretMask.ByForm.Apply(string.Join('\n', lines)).Split('\n');
        return string.Join('\n', errors.Select(error => RenderOne(fileName, lines, shown, error)));
    }

    private static string RenderOne(string fileName, string[] lines, string[] shown, ConfigurationError error)
    {
        var text = new StringBuilder();
        if (error.Line < 1 || error.Line > lines.Length)
        {
            text.Append($"{fileName}: {error.Message}\n");
        }
        else
        {
            var excerpt = ExcerptOf(lines[error.Line - 1], shown[error.Line - 1], error);
            var number = $"{error.Line,5}";
            var margin = new string(' ', number.Length);
            text.Append($"{fileName}:{error.Line}:{error.Column}: {error.Message}\n")
                .Append($"{number} | {excerpt.Line}".TrimEnd()).Append('\n')
                .Append($"{margin} | {excerpt.Mark}\n");
        }

        return error.Hint is null ? text.ToString() : text.Append($"  hint: {error.Hint}\n").ToString();
    }

    /// <summary>A place in or behind what is not shown is moved to its beginning.</summary>
    private static Excerpt ExcerptOf(string line, string shown, ConfigurationError error)
    {
        var same = line.Zip(shown).TakeWhile(static pair => pair.First == pair.Second).Count();
        var from = line[..same].EnumerateRunes().Count();
        return line == shown || error.Column + error.Length - 1 <= from
            ? Excerpt.Of(shown, error.Column, error.Length)
            : Excerpt.Of(shown, Math.Min(error.Column, from + 1), Secret.Mark.Length);
    }
}
