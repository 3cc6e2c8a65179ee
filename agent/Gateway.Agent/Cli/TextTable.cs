using System.Text;

namespace Gateway.Agent.Cli;

/// <summary>Rows of words → aligned columns.</summary>
internal static class TextTable
{
    private const int Gap = 2;

    public static string Render(params IReadOnlyList<string[]> rows)
    {
        var text = new StringBuilder();
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length) + Gap).ToArray();
        foreach (var row in rows)
            text.Append(string.Concat(row.Select((word, column) => word.PadRight(widths[column]))).TrimEnd()).Append('\n');
        return text.ToString();
    }
}
