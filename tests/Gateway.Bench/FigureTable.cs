namespace Gateway.Bench;

/// <summary>Figures -&gt; a table for people, which is Markdown too. Pure.</summary>
public static class FigureTable
{
    private static readonly string[] Heading = ["figure", "gateway", "peer", "gateway / peer", "aim", ""];

    public static string Render(IReadOnlyList<Figure> figures)
    {
        string[][] rows = [Heading, .. figures.Select(Row)];
        var widths = Enumerable.Range(0, Heading.Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var lines = rows.Select(row => $"| {string.Join(" | ", row.Select((cell, column) => cell.PadRight(widths[column])))} |").ToList();
        lines.Insert(1, $"|{string.Join('|', widths.Select(static width => new string('-', width + 2)))}|");
        lines.Add("");
        lines.AddRange(figures.Where(static figure => figure.Note is not null).Select(static figure => $"* {figure.Name}: {figure.Note}"));
        return string.Join('\n', lines) + "\n";
    }

    private static string[] Row(Figure figure) =>
    [
        figure.Name,
        figure.Gateway?.ToText(figure.Unit) ?? "not measured",
        figure.Peer?.ToText(figure.Unit) ?? "",
        figure.Ratio is { } ratio ? $"{ratio:0.00}" : "",
        figure.Aim?.ToText(figure.Unit) ?? "",
        figure.Met switch { true => "met", false => "missed", null => "" },
    ];
}
