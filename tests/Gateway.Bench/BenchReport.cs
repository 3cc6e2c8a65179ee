using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Bench;

/// <summary>A whole run. Pure.</summary>
public sealed record BenchReport(DateTimeOffset Date, string Release, BenchMachine Machine, IReadOnlyList<Figure> Figures)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public string ToText() => $"Gateway {Release}, {Date:yyyy-MM-dd HH:mm} UTC, {Machine}\n\n{FigureTable.Render(Figures)}";

    public string ToJson() => new JsonObject
    {
        ["version"] = 1,
        ["date"] = Date.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
        ["release"] = Release,
        ["machine"] = new JsonObject
        {
            ["processor"] = Machine.Processor,
            ["processors"] = Machine.Processors,
            ["memoryMebibytes"] = Machine.MemoryMebibytes,
            ["accelerator"] = Machine.Accelerator,
            ["load"] = Machine.Load,
        },
        ["figures"] = new JsonArray([.. Figures.Select(static figure => (JsonNode)new JsonObject
        {
            ["name"] = figure.Name,
            ["value"] = Rounded(figure.Value),
            ["unit"] = figure.Unit,
            ["aim"] = figure.Aim,
            ["aimInWords"] = figure.AimInWords,
            ["ratio"] = Rounded(figure.Ratio),
            ["note"] = figure.Note,
        })]),
    }.ToJsonString(Indented) + "\n";

    private static double? Rounded(double? value) => value is { } number ? Math.Round(number, 3) : null;
}
