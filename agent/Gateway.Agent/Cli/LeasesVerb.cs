using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Gateway.Agent.Control;
using Gateway.Planning.Dhcp;
using Gateway.Planning.Names;

namespace Gateway.Agent.Cli;

internal sealed class LeasesVerb : IVerb
{
    public string Name => "leases";
    public string Summary => "list the leases of the inside and the names that go with them";

    public string Help => """
        usage: gateway leases [--json]

        Lists the addresses that are leased now: to which card, what the client calls
        itself, the name in our domain that it was given, and when the lease ends (UTC).
        A client that cannot have the name that it asks for is called after its address;
        why is said behind the name: invalid, reserved or taken. Below stands how much of
        each pool is taken, and how often a client was refused since it had run full.

          --json   as a document (docs/schemas/control.schema.json)
        """;

    public Task<int> RunAsync(VerbContext context, ImmutableArray<string> arguments, CancellationToken cancellation) =>
        AgentAnswer.ShowAsync(context, Name, Options.Parse(arguments, ["--json"]).Json, Table, cancellation);

    private static string Table(JsonElement result)
    {
        var document = result.Deserialize(QueryJson.Default.LeasesDocument)!;
        var pools = string.Concat(document.Pools.Select(Line)) + (document.Refused is > 0 ? $"{document.Refused} requests found no free address since Kea was started\n" : "");
        if (document.Leases.IsEmpty)
            return $"nothing is leased\n{pools}";
        var table = TextTable.Render([["ADDRESS", "MAC", "CLIENT", "NAME", "ENDS"], .. document.Leases.Select(lease => Row(lease, document.Domain))]);
        var listed = document.Count > document.Leases.Length ? $"{table}\nand {document.Count - document.Leases.Length} more\n" : table;
        return pools.Length > 0 ? $"{listed}\n{pools}" : listed;
    }

    private static string Line(PoolUse pool) =>
        $"[{pool.Table}]: {pool.Free} of {pool.Size} addresses are free, {pool.Leased} leased, {pool.Kept} kept for known machines, {pool.Declined} declined\n";

    private static string[] Row(LeaseEntry lease, string? domain) =>
    [
        lease.Address,
        lease.Mac,
        lease.HostName ?? "-",
        (lease.Name is null ? "-" : $"{lease.Name}.{domain}") + (lease.Refused is null ? "" : $" ({lease.Refused})"),
        lease.Ends.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
    ];
}
