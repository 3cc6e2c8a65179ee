using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agent.Control;

namespace Gateway.Agent.Cli;

internal sealed class PlanVerb : IVerb
{
    public string Name => "plan";
    public string Summary => "show what would change, now or with another gateway.toml; changes nothing";

    public string Help => """
        usage: gateway plan [FILE] [--json]

        Without FILE: compares the machine with what its configuration asks for and
        prints one line for each difference, in the order in which the agent would
        remove them. With FILE (- for standard input): what `gateway apply FILE` would
        change on the host and in the container, which daemons it would reload or
        restart, and which connections would end. Every daemon checks its new files.

          --json   as a document (docs/schemas/control.schema.json)

        Exit code: 1 when FILE has errors or a daemon refuses it.
        """;

    public async Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        var options = Options.Parse(arguments, ["--json"], words: 1);
        if (options.Word(0) is not { } path)
            return await AgentAnswer.ShowAsync(context, Name, options.Json, Lines, cancellation);
        return await InputFile.ReadAsync(context, Name, path, cancellation) is { } file
            ? await AgentAnswer.ShowAsync(context, new ControlRequest(Name) { File = file }, options.Json, LinesAndDrops, cancellation)
            : ExitCode.Failed;
    }

    private static string Lines(JsonElement result)
    {
        var changes = result.Deserialize(QueryJson.Default.PlanDocument)!.Changes;
        return changes.IsEmpty ? "nothing to do\n" : string.Concat(changes.Select(static change => change + "\n"));
    }

    private static string LinesAndDrops(JsonElement result)
    {
        var drops = result.Deserialize(QueryJson.Default.PlanDocument)!.Drops;
        return Lines(result) + (drops.IsEmpty
            ? "no connection ends\n"
            : string.Concat(drops.Select(static drop => $"ends: {drop}\n")));
    }
}
