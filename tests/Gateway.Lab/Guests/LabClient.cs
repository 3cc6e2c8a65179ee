using System.Text.Json.Nodes;

namespace Gateway.Lab.Guests;

/// <summary>A computer on the inside wire.</summary>
public sealed class LabClient(LabMachine lab, string name, string mac) : LabNamespace(lab, name)
{
    public string Mac => mac;

    /// <summary>Asks for a lease, as a computer does that was just plugged in; null when nobody answered in time.</summary>
    /// <param name="limit">How long to ask.</param>
    /// <param name="cancellation">Stops asking.</param>
    /// <param name="configure">False: only look at the answer.</param>
    /// <param name="hostName">What the computer calls itself; null: nothing.</param>
    public async Task<DhcpLease?> TryDhcpAsync(TimeSpan limit, CancellationToken cancellation, bool configure = true, string? hostName = null)
    {
        var answer = await Lab.ApplyAsync(
            "client-dhcp",
            new JsonObject { ["name"] = Name, ["timeout"] = (int)limit.TotalSeconds, ["configure"] = configure, ["hostname"] = hostName },
            cancellation,
            limit + TimeSpan.FromSeconds(20)).ConfigureAwait(false);
        return answer["bound"]!.GetValue<bool>()
            ? new DhcpLease(answer["options"]!.AsObject().ToDictionary(static pair => pair.Key, static pair => pair.Value!.GetValue<string>()))
            : null;
    }

    public async Task<DhcpLease> DhcpAsync(CancellationToken cancellation, TimeSpan? limit = null) =>
        await TryDhcpAsync(limit ?? TimeSpan.FromSeconds(30), cancellation).ConfigureAwait(false)
        ?? throw new InvalidOperationException($"asking for a lease on {Name}: no server answered; see the capture of the inside wire");

    /// <summary>Asks a resolver, by default the one that DHCP named.</summary>
    public async Task<DnsAnswer> ResolveAsync(string question, string type, CancellationToken cancellation, string? server = null)
    {
        List<string> command = ["kdig", "+noall", "+header", "+answer", "+dnssec", "+time=5", "+retry=1"];
        if (server is not null)
        {
            command.Add($"@{server}");
        }

        command.AddRange(type == "PTR" ? ["-x", question] : [question, type]);
        var result = await RunAsync(command, cancellation).ConfigureAwait(false);
        return DnsAnswer.Parse(result.Output, type);
    }

    /// <summary>Fetches a page; the exit code is curl's.</summary>
    public Task<CommandResult> FetchAsync(string url, CancellationToken cancellation, params string[] options) =>
        RunAsync(["curl", "--silent", "--show-error", "--max-time", "30", .. options, url], cancellation);

    /// <summary>Asks the routers of the link for an advertisement (RFC 4861 section 6.3.7); the answer is on the wire.</summary>
    public async Task SolicitRouterAsync(CancellationToken cancellation)
    {
        const string script =
            """
            from socket import *
            s = socket(AF_INET6, SOCK_RAW, IPPROTO_ICMPV6)
            s.setsockopt(IPPROTO_IPV6, IPV6_MULTICAST_HOPS, 255)
            s.sendto(bytes([133, 0, 0, 0, 0, 0, 0, 0]), ("ff02::2", 0, 0, if_nametoindex("lan")))
            """;
        (await RunAsync(["python3", "-c", script], cancellation).ConfigureAwait(false)).Require();
    }

    /// <summary>Gives up the address without a word, and ends the connections that were kept for later commands.</summary>
    public async Task ForgetLeaseAsync(CancellationToken cancellation)
    {
        var script = $"ip link show lan > /dev/null 2>&1 || exit 0; ip address flush dev lan scope global; ssh -O exit -o ControlPath=/run/gateway-lab/ssh-{Name} gateway 2> /dev/null || true";
        (await RunAsync(script, cancellation).ConfigureAwait(false)).Require();
    }

    /// <summary>Unplugs the computer for good.</summary>
    public async Task RemoveAsync(CancellationToken cancellation)
    {
        await Lab.ApplyAsync("client-remove", new JsonObject { ["name"] = Name }, cancellation).ConfigureAwait(false);
        Lab.Forget(this);
    }
}
