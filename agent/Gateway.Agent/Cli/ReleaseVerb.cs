using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Gateway.Agent.Control;

namespace Gateway.Agent.Cli;

internal sealed class ReleaseVerb : IVerb
{
    public string Name => "release";
    public string Summary => "take a leased address back";

    public string Help => """
        usage: gateway release ADDRESS [--json]

        Ends the lease of an address, one of those that `gateway leases` lists, as if the
        computer had given it back: the address is free for others, and its name is gone.
        The computer is not told. One that is still there uses the address until it asks
        again, at the latest after half the lease time, and gets it back if nobody else
        has got it by then.

          --json   as a document (docs/schemas/control.schema.json)

        Exit code: 1 when nobody holds the address, or the DHCP server cannot be asked.
        """;

    public Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation)
    {
        var options = Options.Parse(arguments, ["--json"], words: 1);
        var address = options.Word(0) ?? throw new UsageException("ADDRESS is missing");
        // Short forms, such as 10.1, are valid too, but are rather a slip here.
        if (!IPAddress.TryParse(address, out var parsed) || parsed.AddressFamily != AddressFamily.InterNetwork || parsed.ToString() != address)
            throw new UsageException($"ADDRESS is an IPv4 address, such as 192.168.4.57, not '{address}'");
        return AgentAnswer.ShowAsync(context, new ControlRequest(Name) { Arguments = [address] }, options.Json, Text, cancellation);
    }

    private static string Text(JsonElement result) => $"{result.Deserialize(QueryJson.Default.ReleaseDocument)!.Address} is released\n";
}
