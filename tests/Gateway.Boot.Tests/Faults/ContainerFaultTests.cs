using Gateway.Boot.Tests.Configuration;
using Gateway.Lab;
using Gateway.Lab.Faults;

namespace Gateway.Boot.Tests.Faults;

/// <summary>Acceptance checks 5 and 24, M17 and M34: the container dies, and nothing passes while it comes back.</summary>
[Collection(BootOrder.Faults)]
public sealed class ContainerFaultTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    /// <summary>The container's rules as the host finds them.</summary>
    private const string Rules = "/var/lib/lxd/storage-pools/default/containers/gateway/rootfs/etc/gateway/firewall.nft";

    /// <summary>After which it is given up; not a measurement, which the output tells.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    [Fact]
    public async Task A_killed_container_comes_back_with_its_cards()
    {
        for (var round = 1; round <= (LabArtifacts.Soak ? 20 : 1); round++)
        {
            await KillAsync("true", seed: round);
        }
    }

    [Fact]
    public async Task Without_its_rules_and_on_a_host_that_forwards_a_starting_container_forwards_nothing()
    {
        await KillAsync($"sysctl -q -w net.ipv4.ip_forward=1; rm {Rules}", seed: 1);

        (await Shared.Host.RunAsync($"test -f {Rules} && test $(sysctl -n net.ipv4.ip_forward) = 1", Cancellation)).Require();
        (await Shared.Host.RunAsync("sysctl -q -w net.ipv4.ip_forward=0", Cancellation)).Require();
    }

    /// <summary>The same by IPv6, which is passed on only where the provider routes a prefix.</summary>
    [Fact]
    public async Task With_a_prefix_that_the_provider_routes_nothing_passes_either()
    {
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;
        var text = hands.FirstText.Replace(
            "\n[outside]\n", "\n[outside]\nipv6 = \"2001:db8:f::2/64\"\nipv6-gateway = \"2001:db8:f::1\"\nipv6-prefix = \"2001:db8:100::/56\"\n", StringComparison.Ordinal);
        (await Shared.Client.RunAsync($"ip address replace {InsideTraffic.Routed}/64 dev lan nodad", Cancellation)).Require();
        try
        {
            (await hands.ApplyAsync(text)).Require();
            (await hands.Host.RunInContainerAsync("test $(sysctl -n net.ipv6.conf.all.forwarding) = 1", Cancellation)).Require();
            await KillAsync("true", seed: 3);
        }
        finally
        {
            await hands.RunAsync($"gateway rollback {before}");
            await Shared.Client.RunAsync($"ip address delete {InsideTraffic.Routed}/64 dev lan", Cancellation);
        }
    }

    [Fact]
    public async Task Rules_that_are_loaded_again_and_again_leave_no_gap()
    {
        var times = LabArtifacts.Soak ? 500 : 30;
        using var leaks = Shared.Laboratory.WatchForLeaks();
        await using (Shared.Laboratory.ScanOutside())
        await using (Shared.Laboratory.TalkInside(rate: 300))
        {
            (await Shared.Host.RunInContainerAsync(
                $"for turn in $(seq {times}); do systemctl reload gateway-firewall.service || exit 1; done", Cancellation, times * TimeSpan.FromSeconds(5))).Require();
        }

        leaks.RequireNone();
    }

    private async Task KillAsync(string before, int seed)
    {
        var (laboratory, machine) = (Shared.Laboratory, Shared.Machine);
        var starts = machine.Status!.Health.ContainerStarts;
        var lines = machine.Serial.Lines.Count;
        using var leaks = laboratory.WatchForLeaks();
        await using (laboratory.ScanOutside(seed: seed))
        await using (laboratory.TalkInside())
        {
            await Shared.Host.KillContainerAsync(Cancellation, before);
            var killed = laboratory.Inside.Now;
            await machine.WaitForStatusAsync(static status => !status.Ready, "the loss to be noticed", Limit, Cancellation, lines);
            await Shared.Client.DhcpAsync(Cancellation, Limit);
            var leased = laboratory.Inside.Now - killed;
            var page = await Shared.Client.FetchAsync("http://www.example.lab/", Cancellation, "--retry", "10", "--retry-all-errors", "--retry-delay", "1");
            Assert.Contains("The Internet works", page.Require().Output, StringComparison.Ordinal);
            var browsed = laboratory.Inside.Now - killed;
            await machine.WaitUntilAsync(
                status => status.Ready && status.Health.ContainerStarts == starts + 1, "the container to be ready again", Limit, Cancellation);
            TestContext.Current.TestOutputHelper!.WriteLine(
                $"the container was killed: a lease after {leased.TotalSeconds:0.0} s, a page after {browsed.TotalSeconds:0.0} s, ready after {(laboratory.Inside.Now - killed).TotalSeconds:0.0} s");
        }

        leaks.RequireNone();
        await AssertCardsAreInPlaceAsync();
        await Health.AssertNothingToDoAsync(Shared.Host, Cancellation);
    }

    private async Task AssertCardsAreInPlaceAsync()
    {
        var host = await Shared.Host.RunAsync("ls /sys/class/net | grep -v '^veth' | sort | tr '\\n' ' '; ip -o address show dev outside", Cancellation);
        var container = await Shared.Host.RunInContainerAsync("ls /sys/class/net | sort | tr '\\n' ' '", Cancellation);
        var screen = await Shared.Host.RunAsync("gateway status", Cancellation);

        Assert.Equal("bcmnet lo outside", host.Require().Text.Trim());
        Assert.Equal("bcmnet br-inside inside lo outside", container.Require().Text.Trim());
        Assert.Contains($"The container was started {Shared.Machine.Status!.Health.ContainerStarts} times since the boot.", screen.Require().Output, StringComparison.Ordinal);
    }
}
