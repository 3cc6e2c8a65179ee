using System.Text;
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
        return string.Join('\n', errors.Select(error => RenderOne(fileName, lines, error)));
    }

    private static string RenderOne(string fileName, string[] lines, ConfigurationError error)
    {
        var text = new StringBuilder();
        if (error.Line < 1 || error.Line > lines.Length)
        {
            text.Append($"{fileName}: {error.Message}\n");
        }
        else
        {
            var excerpt = Excerpt.Of(lines[error.Line - 1], error.Column, error.Length);
            var number = $"{error.Line,5}";
            var margin = new string(' ', number.Length);
            text.Append($"{fileName}:{error.Line}:{error.Column}: {error.Message}\n")
                .Append($"{number} | {excerpt.Line}".TrimEnd()).Append('\n')
                .Append($"{margin} | {excerpt.Mark}\n");
        }

        return error.Hint is null ? text.ToString() : text.Append($"  hint: {error.Hint}\n").ToString();
    }
}
