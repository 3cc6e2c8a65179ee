using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Agent.Control;
using Gateway.Planning.Status;

namespace Gateway.Agent.Cli;

internal sealed class NicsVerb : IVerb
{
    private const string Probe = "--probe";

    public string Name => "nics";
    public string Summary => "list the network cards, what was heard on them, and what carries which role";

    public string Help => """
        usage: gateway nics [--probe] [--json]

        Lists every network card: its name now, its driver, its link and speed, the role
        that it has, its address (permanent, and now where that differs), the IPv6
        routers that advertise themselves on its wire, and the lines that name it in
        gateway.toml: copy one below [outside] or [inside].

          --probe   also ask each wire for a DHCP server, which takes 4 seconds at most;
                    no lease is taken and no card that works is disturbed
          --json    as a document (docs/schemas/control.schema.json)
        """;

    public Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        var options = Options.Parse(arguments, [Probe, "--json"]);
        ImmutableArray<string> how = options.Has(Probe) ? ["probe"] : [];
        return AgentAnswer.ShowAsync(
            context,
            new ControlRequest(Name) { Arguments = how },
            options.Json,
            static result => NicsText.Render(result.Deserialize(QueryJson.Default.NicsDocument)!.Cards),
            cancellation);
    }
}
