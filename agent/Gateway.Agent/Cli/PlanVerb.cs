using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agent.Control;

namespace Gateway.Agent.Cli;

internal sealed class PlanVerb : IVerb
{
    public string Name => "plan";
    public string Summary => "show what the agent would change now; changes nothing";

    public string Help => """
        usage: gateway plan [--json]

        Compares the machine with what the configuration asks for and prints one line
        for each difference, in the order in which the agent would remove them.

          --json   as a document (docs/schemas/control.schema.json)
        """;

    public Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation) =>
        AgentAnswer.ShowAsync(context, Name, Options.Parse(arguments, ["--json"]).Json, Lines, cancellation);

    private static string Lines(JsonElement result)
    {
        var changes = result.Deserialize(QueryJson.Default.PlanDocument)!.Changes;
        return changes.IsEmpty ? "nothing to do\n" : string.Concat(changes.Select(static change => change + "\n"));
    }
}
