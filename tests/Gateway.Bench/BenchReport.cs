using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Bench;

/// <summary>A whole run. Pure.</summary>
public sealed record BenchReport(DateTimeOffset Date, string Release, BenchMachine Machine, IReadOnlyList<Figure> Figures)
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public string ToText() =>
        $"Gateway {Release}, {Date:yyyy-MM-dd HH:mm} UTC, {Machine}\nThe peer is a plain Debian router with the same kernel and daemons, which took turns with the gateway; for the cold build it is mkosi.\nMedians, with least and most in brackets.\n\n{FigureTable.Render(Figures)}";

    public string ToJson() => new JsonObject
    {
        ["version"] = 2,
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
            ["unit"] = figure.Unit,
            ["gateway"] = Samples(figure.Gateway),
            ["peer"] = Samples(figure.Peer),
            ["ratio"] = figure.Ratio is { } ratio ? Rounded(ratio) : null,
            ["aim"] = figure.Aim is { } aim ? new JsonObject { ["limit"] = aim.Limit, ["atLeast"] = aim.AtLeast, ["ofPeer"] = aim.OfPeer } : null,
            ["met"] = figure.Met,
            ["note"] = figure.Note,
        })]),
    }.ToJsonString(Indented) + "\n";

    private static JsonObject? Samples(Measured? measured) => measured is null ? null : new JsonObject
    {
        ["median"] = Rounded(measured.Median),
        ["least"] = Rounded(measured.Least),
        ["most"] = Rounded(measured.Most),
        ["samples"] = new JsonArray([.. measured.Samples.Select(static sample => (JsonNode)Rounded(sample))]),
    };

    private static double Rounded(double value) => Math.Round(value, 3);
}
