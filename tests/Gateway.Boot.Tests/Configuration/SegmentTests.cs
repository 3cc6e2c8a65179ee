using Gateway.Lab.Devices;
using Gateway.Lab.Guests;

namespace Gateway.Boot.Tests.Configuration;

/// <summary>Acceptance check 51: segments on a running gateway, every pair of them, the outside and the gateway's own services.</summary>
[Collection(ConfigurationBoots.Live)]
public sealed class SegmentTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private static readonly TimeSpan Briefly = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PingLimit = TimeSpan.FromMinutes(4);

    private const string Segments =
        """
        [segment.guest]
        vlan = 20
        ipv4 = "192.168.20.1/24"

        [segment.cameras]
        vlan = 30
        ipv4 = "192.168.30.1/24"
        ipv6 = "off"
        reach = []
        proxy = false

        """;

    /// <summary>What is there with a segment beside what is there without one, and what must then be as before.</summary>
    private const string Traces =
        "{ ip -oneline address; ss -Hlntu; nft list ruleset; grep -rs '' /etc/kea /etc/knot /etc/radvd.conf /etc/unbound /etc/squid /etc/chrony /etc/gateway; } | grep -E 'vlan[23]0|192\\.168\\.[23]0\\.|guest' | sort; "
        + "ip -brief link | cut -d ' ' -f 1; bridge vlan show; cat /sys/class/net/br-inside/bridge/vlan_filtering; ls /etc/systemd/network /etc/gateway";

    [Fact]
    public async Task Each_segment_reaches_what_the_matrix_says_and_nothing_else()
    {
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;
        var traces = await TracesAsync(hands);
        var inside = await Shared.Laboratory.Lab.ClientAsync("matrix-inside", Cancellation);
        var guest = await Shared.Laboratory.Lab.ClientAsync("matrix-guest", Cancellation, vlan: 20);
        var camera = await Shared.Laboratory.Lab.ClientAsync("matrix-camera", Cancellation, vlan: 30);
        var pings = BeginPings();
        try
        {
            var text = hands.With(Segments).Replace("\n[inside]\n", "\n[inside]\nreach = [\"outside\", \"cameras\"]\n", StringComparison.Ordinal);
            Assert.EndsWith("runs, every service answers", (await hands.ApplyAsync(text)).Require().Text, StringComparison.Ordinal);
            Assert.InRange(await LostAsync(pings), 0, 2);

            SegmentPlace[] places = [new(inside, "192.168.4.", Cancellation), new(guest, "192.168.20.", Cancellation), new(camera, "192.168.30.", Cancellation)];
            await Task.WhenAll(places.Select(static place => place.BeginAsync()));
            await AssertPairsAsync(places);
            Assert.Equal("vlan20-port 20 PVID Egress Untagged", (await hands.Host.RunInContainerAsync("bridge vlan show dev vlan20-port | tail -n +2 | tr -s ' '", Cancellation)).Require().Text);
            await AssertServicesAsync(places);
            await AssertNamesAsync(guest, places[1].Address);
            Assert.NotEqual(traces, await TracesAsync(hands));
            await Health.AssertNothingLeftAsync(hands.Host, Cancellation);

            pings = BeginPings();
            (await hands.RunAsync($"gateway rollback {before}")).Require();
            Assert.InRange(await LostAsync(pings), 0, 2);
            Assert.Equal(traces, await TracesAsync(hands));
            Assert.Null(await guest.TryDhcpAsync(Briefly, Cancellation, configure: false));
        }
        finally
        {
            await hands.RunAsync($"gateway rollback {before}");
            await inside.RemoveAsync(Cancellation);
            await guest.RemoveAsync(Cancellation);
            await camera.RemoveAsync(Cancellation);
        }

        await Health.AssertNothingLeftAsync(hands.Host, Cancellation);
    }

    private static async Task AssertPairsAsync(SegmentPlace[] places)
    {
        var seen = new List<string>();
        foreach (var source in places)
        {
            foreach (var target in places.Where(target => target != source))
            {
                seen.Add($"{source.Client.Name} -> {target.Client.Name}: {await source.ReachesAsync(target.Url)}");
            }

            seen.Add($"{source.Client.Name} -> outside: {await source.ReachesAsync($"http://{LabMachine.WebServer}/")}");
            seen.Add($"{source.Client.Name} -> host: {await source.ReachesAsync($"http://{GatewayHost.Address}:22/", "--http0.9")}");
        }

        Assert.Equal(
            [
                "matrix-inside -> matrix-guest: False",
                "matrix-inside -> matrix-camera: True",
                "matrix-inside -> outside: True",
                "matrix-inside -> host: True",
                "matrix-guest -> matrix-inside: False",
                "matrix-guest -> matrix-camera: False",
                "matrix-guest -> outside: True",
                "matrix-guest -> host: False",
                "matrix-camera -> matrix-inside: False",
                "matrix-camera -> matrix-guest: False",
                "matrix-camera -> outside: False",
                "matrix-camera -> host: False",
            ],
            seen);
    }

    private static async Task AssertServicesAsync(SegmentPlace[] places)
    {
        await Task.WhenAll(places.Select(static place => place.AssertServedAsync()));
        var proxies = await Task.WhenAll(places.Select(static place => place.HasProxyAsync()));
        Assert.Equal([true, true, false], proxies);
        // No way around by the proxy into another segment.
        Assert.NotEqual(0, await places[1].ThroughProxyAsync(places[0].Url));
    }

    /// <summary>A guest's name is in the guests' part of the domain and takes nobody's inside; its prefix is the VLAN's, and the cameras have none.</summary>
    private async Task AssertNamesAsync(LabClient guest, string address)
    {
        Assert.Equal(address, (await guest.TryDhcpAsync(TimeSpan.FromSeconds(30), Cancellation, configure: false, hostName: "tablet"))?.Address);
        var until = await guest.RunAsync("for try in 1 2 3 4 5 6 7 8 9 10; do kdig +short tablet.guest.home.arpa A | grep . && exit; sleep 0.5; done; exit 1", Cancellation);
        Assert.Equal(address, until.Require().Text);
        Assert.Equal(["tablet.guest.home.arpa."], (await guest.ResolveAsync(address, "PTR", Cancellation)).Data);
        Assert.Empty((await guest.ResolveAsync("tablet.home.arpa", "A", Cancellation)).Data);
        await guest.SolicitRouterAsync(Cancellation);
        (await guest.RunAsync("for try in $(seq 40); do ip -6 -oneline address show dev lan scope global | grep -q ' fd[0-9a-f:]*:14:' && exit; sleep 0.5; done; exit 1", Cancellation)).Require();
    }

    /// <summary>From the shared client to the outside, until somebody ends it.</summary>
    private Task<CommandResult> BeginPings() => Shared.Client.RunAsync(
        $"echo $$ > /run/gateway-lab/segment-pings; exec ping -n -q -i 0.02 -w 200 {LabMachine.WebServer}", Cancellation, PingLimit);

    private async Task<int> LostAsync(Task<CommandResult> pings)
    {
        (await Shared.Client.RunAsync("kill -INT $(cat /run/gateway-lab/segment-pings)", Cancellation)).Require();
        return Pings.Lost(await pings);
    }

    private async Task<string> TracesAsync(Operator hands) => (await hands.Host.RunInContainerAsync(Traces, Cancellation)).Require().Text;
}
