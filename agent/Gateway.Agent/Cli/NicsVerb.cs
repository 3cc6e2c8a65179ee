using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agent.Control;
using Gateway.Planning.Status;

namespace Gateway.Agent.Cli;

internal sealed class NicsVerb : IVerb
{
    public string Name => "nics";
    public string Summary => "list the network cards and what carries which role";

    public string Help => """
        usage: gateway nics [--json]

        Lists every network card: its name now, its address, where it sits, its driver,
        its link, and the role that it has. To give a card a role, write
        nic = "mac:ADDRESS" or nic = "path:PATH" into [outside] or [inside] of
        gateway.toml.

          --json   as a document (docs/schemas/control.schema.json)
        """;

    public Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation) =>
        AgentAnswer.ShowAsync(context, Name, Options.Parse(arguments, ["--json"]).Json, Table, cancellation);

    private static string Table(JsonElement result)
    {
        var cards = result.Deserialize(QueryJson.Default.NicsDocument)!.Cards;
        return cards.IsEmpty
            ? "no network card is here\n"
            : TextTable.Render([["NAME", "ROLE", "MAC", "PATH", "DRIVER", "LINK"], .. cards.Select(Row)]);
    }

    private static string[] Row(CardStatus card) =>
    [
        card.Name,
        card.Role ?? "-",
        card.PermanentMac ?? card.Mac,
        card.Path ?? "-",
        card.Driver ?? "-",
        card switch
        {
            { Carrier: true, Speed: { } speed } => $"{speed} Mbit/s",
            { Carrier: true } => "up",
            { Carrier: false } => "none",
            _ => "off",
        },
    ];
}
