using System.Collections.Immutable;
using Gateway.Planning.Status;

namespace Gateway.Agent.Cli;

internal sealed class StatusVerb : IVerb
{
    public string Name => "status";
    public string Summary => "show whether everything works, and if not, why and what to do";

    public string Help => """
        usage: gateway status [--json]

        Shows the configuration that runs, the roles with their cards and addresses,
        every service, and what is not as it should be.

          --json   the status document (docs/schemas/status.schema.json)

        Exit code: 0 when everything works, 3 when it does not.
        """;

    public Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation) =>
        AgentAnswer.ShowAsync(
            context, Name, Options.Parse(arguments, ["--json"]).Json,
            static result => StatusScreen.Render(StatusJson.ParseStatus(result.GetRawText())),
            cancellation);
}
