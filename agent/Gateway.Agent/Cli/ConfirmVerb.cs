using System.Collections.Immutable;

namespace Gateway.Agent.Cli;

internal sealed class ConfirmVerb : IVerb
{
    public string Name => "confirm";
    public string Summary => "keep what was applied with --confirm";

    public string Help => """
        usage: gateway confirm [--json]

        Keeps the generation that `gateway apply --confirm` made.

          --json   as a document (docs/schemas/control.schema.json)

        Exit code: 1 when nothing waits to be confirmed.
        """;

    public Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation) =>
        AgentAnswer.ShowAsync(context, Name, Options.Parse(arguments, ["--json"]).Json, AppliedText.Render, cancellation);
}
