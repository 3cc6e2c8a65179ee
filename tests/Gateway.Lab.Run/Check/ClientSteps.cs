using Gateway.Lab.Guests;
using Gateway.Planning.Configuration;

namespace Gateway.Lab.Run.Check;

/// <summary>What a computer inside does with a gateway that is ready: address, names, a page.</summary>
/// <param name="log">Takes the steps.</param>
/// <param name="client">The computer.</param>
/// <param name="config">The file as this release reads it; null: it is for another release.</param>
public sealed class ClientSteps(StepLog log, LabClient client, GatewayConfig? config)
{
    private static readonly TimeSpan LeaseLimit = TimeSpan.FromSeconds(60);

    public async Task WalkAsync(CancellationToken cancellation)
    {
        var byName = config is { Inside.Dhcp.Enabled: false }
            ? await WithoutDhcpAsync(config, cancellation).ConfigureAwait(false)
            : await WithDhcpAsync(cancellation).ConfigureAwait(false);
        await log.TakeAsync(CheckSteps.Page, () => FetchAsync(byName ? PageFetch.ByName : PageFetch.ByAddress, cancellation)).ConfigureAwait(false);
    }

    private async Task<bool> WithDhcpAsync(CancellationToken cancellation)
    {
        var lease = await log.TakeAsync(CheckSteps.Lease, () => LeaseAsync(cancellation)).ConfigureAwait(false);
        return await NamesAsync(lease.Options.GetValueOrDefault("dns")?.Split(' ')[0], lease.Options.GetValueOrDefault("domain"), cancellation).ConfigureAwait(false);
    }

    private async Task<bool> WithoutDhcpAsync(GatewayConfig wanted, CancellationToken cancellation)
    {
        var address = LanAddress.Of(wanted);
        log.Leave(CheckSteps.Lease, CheckOutcome.NotWanted, $"[inside.dhcp] enabled = false: the LAN client was given {address.Address} by hand");
        (await client.RunAsync($"ip address replace {address.Address} dev lan && ip route replace default via {address.Router}", cancellation).ConfigureAwait(false)).Require();
        return await NamesAsync(address.Resolver, wanted.System.Domain, cancellation).ConfigureAwait(false);
    }

    /// <returns>True: the laboratory's web server has a name for the client.</returns>
    private async Task<bool> NamesAsync(string? resolver, string? domain, CancellationToken cancellation)
    {
        if (config is { Dns.Enabled: false })
        {
            log.Leave(CheckSteps.Names, CheckOutcome.NotWanted, "[dns] enabled = false");
            return false;
        }

        return await log.TakeAsync(CheckSteps.Names, () => ResolveAsync(resolver, domain, cancellation)).ConfigureAwait(false);
    }

    private async Task<(DhcpLease, string)> LeaseAsync(CancellationToken cancellation)
    {
        var lease = await client.TryDhcpAsync(LeaseLimit, cancellation).ConfigureAwait(false)
            ?? throw new InvalidOperationException($"no DHCP server answered within {LeaseLimit.TotalSeconds:0} s");
        return (lease, $"{lease.Address}, router {lease.Options.GetValueOrDefault("router", "none")}, resolver {lease.Options.GetValueOrDefault("dns", "none")}");
    }

    private async Task<(bool, string)> ResolveAsync(string? resolver, string? domain, CancellationToken cancellation)
    {
        if (resolver is null || domain is null)
        {
            throw new InvalidOperationException("the lease names no resolver or no domain");
        }

        var name = $"gateway.{domain}";
        var own = await client.ResolveAsync(name, "A", cancellation, resolver).ConfigureAwait(false);
        if (own.Status != "NOERROR" || own.Data.Count == 0)
        {
            throw new InvalidOperationException($"{resolver} answered {own.Status} with {own.Data.Count} addresses for {name}");
        }

        var far = await client.ResolveAsync("www.example.lab", "A", cancellation, resolver).ConfigureAwait(false);
        return far.Data.Contains(LabMachine.WebServer)
            ? (true, $"{name} is {own.Data[0]}, www.example.lab {far.Data[0]}")
            : (false, $"{name} is {own.Data[0]}; names of the laboratory's Internet are not known to this file, so pages are fetched by address");
    }

    private async Task<(string, string)> FetchAsync(string page, CancellationToken cancellation)
    {
        var answer = await PageFetch.FetchAsync(client, page, cancellation).ConfigureAwait(false);
        return answer.Succeeded
            ? (answer.Output, $"{page} came through")
            : throw new InvalidOperationException($"{page} did not come: {(answer.TimedOut ? "no end" : answer.Errors.Trim())}");
    }
}
