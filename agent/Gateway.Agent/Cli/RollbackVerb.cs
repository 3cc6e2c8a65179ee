using System.Collections.Immutable;
using System.Globalization;
using Gateway.Agent.Control;

namespace Gateway.Agent.Cli;

internal sealed class RollbackVerb : IVerb
{
    public string Name => "rollback";
    public string Summary => "run an earlier generation again";

    public string Help => """
        usage: gateway rollback [--confirm TIME] N [--json]

        Runs the text of generation N again, as a new generation; `gateway history`
        lists them. gateway.toml on the boot partition stays as it is.

          --confirm TIME   as with `gateway apply`
          --json           as a document (docs/schemas/control.schema.json)

        Exit code: 1 when it was refused or taken back; then what ran before runs.
        """;

    public Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        var options = Options.Parse(arguments, ["--json"], [ConfirmTime.Option], words: 1);
        var number = GenerationNumber.Parse(options.Word(0) ?? throw new UsageException("N is missing"));
        var request = new ControlRequest(Name)
        {
            Arguments = [number.ToString(CultureInfo.InvariantCulture), .. ConfirmTime.ArgumentsOf(options)],
        };
        return AgentAnswer.ShowAsync(context, request, options.Json, AppliedText.Render, cancellation);
    }
}
