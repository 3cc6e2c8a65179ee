using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Agent.Generations;
using Gateway.Planning.Generations;

namespace Gateway.Agent.Cli;

internal sealed class HistoryVerb : IVerb
{
    private const int ShownOfHash = 12;

    public string Name => "history";
    public string Summary => "list the generations of the configuration";

    public string Help => """
        usage: gateway history [--json]

        Lists the last 20 generations, newest first: when each was considered (UTC),
        where it came from, the hash of its text and what became of it. The one that
        runs is marked with *.

          --json   as a document (docs/schemas/control.schema.json)
        """;

    public Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation) =>
        AgentAnswer.ShowAsync(context, Name, Options.Parse(arguments, ["--json"]).Json, Table, cancellation);

    private static string Table(JsonElement result)
    {
        var entries = result.Deserialize(GenerationJson.Default.HistoryDocument)!.Generations;
        return entries.IsEmpty
            ? "no configuration has been considered yet\n"
            : TextTable.Render([["N", "", "TIME", "FROM", "HASH", "RESULT"], .. entries.Select(Row)])
                + string.Concat(entries.Where(static entry => entry.Reason is not null).Select(static entry => $"\n{entry.Number}: {entry.Reason}\n"));
    }

    private static string[] Row(HistoryEntry entry) =>
    [
        entry.Number.ToString(CultureInfo.InvariantCulture),
        entry.Runs ? "*" : "",
        entry.Time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        GenerationText.Of(entry.Origin),
        entry.Hash[..ShownOfHash],
        GenerationText.Of(entry.Result) + (entry.ConfirmWithin is null ? "" : ", unconfirmed") + (entry.Quarantined ? ", quarantined" : ""),
    ];
}
