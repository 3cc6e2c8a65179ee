using System.Collections.Immutable;
using Gateway.Lab;
using Gateway.Lab.Faults;
using Gateway.Lab.Frames;
using Gateway.Lab.Guests;
using Gateway.Planning.Status;

namespace Gateway.Boot.Tests.Faults;

/// <summary>M168: each daemon is killed, serves again without a hand, and the status says what happened.</summary>
[Collection(BootOrder.Faults)]
public sealed class DaemonFaultTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private const string Killed = "killed by KILL";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    /// <summary>Each service with the unit that serves.</summary>
    private static readonly Dictionary<string, string> Daemons = new()
    {
        ["kea"] = "kea-dhcp4-server.service",
        ["unbound"] = "unbound.service",
        ["knot"] = "knot.service",
        ["radvd"] = "radvd.service",
        ["chrony"] = "chrony.service",
        ["squid"] = "squid.service",
        ["registry"] = "gateway-registry@private.service",
        ["network"] = "systemd-networkd.service",
    };

    [Fact]
    public async Task All_daemons_killed_at_once_serve_again() => await KillAsync([.. Daemons.Keys]);

    [Theory]
    [InlineData("kea")]
    [InlineData("unbound")]
    [InlineData("knot")]
    [InlineData("radvd")]
    [InlineData("chrony")]
    [InlineData("squid")]
    [InlineData("registry")]
    [InlineData("network")]
    public async Task A_killed_daemon_serves_again(string service)
    {
        Assert.SkipUnless(LabArtifacts.Soak, "one by one; all at once they are always killed. GATEWAY_SOAK=1 runs it");
        await KillAsync([service]);
    }

    /// <summary>M142: what counts is the answer, not the process.</summary>
    [Fact]
    public async Task A_daemon_that_hangs_is_told_until_it_answers()
    {
        await Shared.Host.FreezeUnitAsync(Place.Container, "unbound.service", Cancellation);
        try
        {
            // Services that answer are asked again when anything happens to a unit, else once a minute.
            await Shared.Host.RunInContainerAsync("systemd-run --quiet --wait true", Cancellation);
            await Shared.Machine.WaitUntilAsync(
                static status => !status.Ready && Service(status, "unbound").State != "answering", "the silence to be noticed", Limit, Cancellation);
        }
        finally
        {
            await Shared.Host.ThawUnitAsync(Place.Container, "unbound.service", Cancellation);
        }

        await Shared.Machine.WaitUntilAsync(static status => status.Ready, "the gateway to be ready", Limit, Cancellation);
    }

    [Theory]
    [InlineData("gateway-agent-host.service", Place.Host)]
    [InlineData("chrony.service", Place.Host)]
    [InlineData("gateway-agent-stack.service", Place.Container)]
    public async Task What_the_services_stand_on_is_started_again_and_they_serve_on(string unit, Place place)
    {
        var before = Restarts(Shared.Machine.Status!, unit, place);

        await Shared.Host.KillUnitAsync(place, unit, Cancellation);
        var meanwhile = await Shared.Client.ResolveAsync("gateway.home.arpa", "A", Cancellation);
        var status = await Shared.Machine.WaitUntilAsync(
            status => Restarts(status, unit, place) > before && status.Ready, $"{unit} to be back", Limit, Cancellation);

        Assert.Equal("NOERROR", meanwhile.Status);
        Assert.Equal(Killed, Units(status, place).Single(entry => entry.Unit == unit).LastEnd);
        await AssertStickSaysAsync(unit);
        await Health.AssertNothingToDoAsync(Shared.Host, Cancellation);
    }

    [Fact]
    public async Task A_process_that_is_killed_on_the_host_leaves_its_namesake_in_the_container()
    {
        Assert.SkipUnless(LabArtifacts.Soak, "the host's is killed in every run, by its unit. GATEWAY_SOAK=1 runs it");
        const string find = "pgrep --ns 1 --nslist pid -x chronyd";
        var within = (await Shared.Host.RunInContainerAsync(find, Cancellation)).Require().Text;
        var before = (await Shared.Host.RunAsync(find, Cancellation)).Require().Text;

        await Shared.Host.KillProcessAsync(Place.Host, "chronyd", Cancellation);
        (await Shared.Host.RunAsync($"until now=$({find}) && [ \"$now\" != '{before}' ]; do sleep 0.2; done", Cancellation, Limit)).Require();

        Assert.Equal(within, (await Shared.Host.RunInContainerAsync(find, Cancellation)).Require().Text);
        await Shared.Machine.WaitUntilAsync(static status => status.Ready, "the gateway to be ready", Limit, Cancellation);
    }

    /// <summary>Acceptance check 62.</summary>
    [Fact]
    public async Task Lxds_daemon_dies_and_comes_back_beside_a_connection_that_goes_on()
    {
        const string unit = "lxd.service";
        var before = Restarts(Shared.Machine.Status!, unit, Place.Host);
        var since = Shared.Laboratory.Inside.Now;
        var ping = Shared.Client.RunAsync($"ping -q -i 0.2 -c 100 -W 30 {LabMachine.WebServer}", Cancellation, Limit);
        var flow = Shared.Client.RunAsync(
            $"curl --silent --show-error --limit-rate 400k --output /dev/null --write-out '%{{size_download}} %{{num_connects}}' 'http://{LabMachine.WebServer}/big?bytes=10000000'",
            Cancellation, Limit);
        await Shared.Laboratory.Inside.WaitForAsync(
            static frame => frame is { Port: GatewayLab.GatewayPort, Packet.Tcp: { SourcePort: 80, Payload.Length: > 0 } }, since, Limit, Cancellation);

        await Shared.Host.KillLxdAsync(Cancellation);
        Assert.False(flow.IsCompleted, "the connection ended before LXD's daemon did");
        var status = await Shared.Machine.WaitUntilAsync(
            status => Restarts(status, unit, Place.Host) > before && status.Ready, "LXD to be back", Limit, Cancellation);

        Assert.Equal("10000000 1", (await flow).Require().Text);
        Assert.Contains(" 0% packet loss", (await ping).Require().Output, StringComparison.Ordinal);
        Assert.Equal(Killed, Units(status, Place.Host).Single(static entry => entry.Unit == unit).LastEnd);
        (await Shared.Host.RunAsync("lxc list --format csv --columns ns | grep -qx gateway,RUNNING", Cancellation)).Require();
        await Health.AssertNothingToDoAsync(Shared.Host, Cancellation);
    }

    private async Task KillAsync(IReadOnlyList<string> services)
    {
        var before = services.ToDictionary(static service => service, service => Service(Shared.Machine.Status!, service).Restarts);
        var since = Shared.Laboratory.Inside.Now;

        await Shared.Host.KillUnitsAsync(Place.Container, services.Select(static service => Daemons[service]), Cancellation);
        var status = await Shared.Machine.WaitUntilAsync(
            status => status.Ready && services.All(service => Service(status, service).Restarts > before[service]),
            $"{string.Join(", ", services)} to be answering again", Limit, Cancellation);
        TestContext.Current.TestOutputHelper!.WriteLine($"killed {string.Join(", ", services)}: ready after {(Shared.Laboratory.Inside.Now - since).TotalSeconds:0.0} s");

        Assert.All(services, service => Assert.Equal(Killed, Service(status, service).LastEnd));
        await AssertServedAsync(since);
        await AssertStickSaysAsync($"{services[0]}: restarted ");
        await Health.AssertNothingToDoAsync(Shared.Host, Cancellation);
    }

    private async Task AssertServedAsync(TimeSpan since)
    {
        Assert.NotNull(await Shared.Client.TryDhcpAsync(TimeSpan.FromSeconds(30), Cancellation));
        var page = await Shared.Client.FetchAsync("http://www.example.lab/", Cancellation, "--proxy", "http://proxy.home.arpa:3128", "--retry", "5", "--retry-all-errors");
        Assert.Contains("The Internet works", page.Require().Output, StringComparison.Ordinal);
        var time = await Shared.Client.RunAsync(["chronyd", "-Q", "-u", "root", "-f", "/dev/null", "-t", "30", "server 192.168.4.1 iburst"], Cancellation);
        Assert.Contains("System clock wrong by", time.Output + time.Errors, StringComparison.Ordinal);
        Assert.Contains(" 200 ", await Health.AskRegistryAsync(Shared.Host, Cancellation), StringComparison.Ordinal);
        await Shared.Client.SolicitRouterAsync(Cancellation);
        await Shared.Laboratory.Inside.WaitForAsync(
            static frame => frame is { Port: GatewayLab.GatewayPort, Packet.Icmpv6.Type: Icmpv6Message.RouterAdvertisement }, since, Limit, Cancellation);
    }

    /// <summary>Once the agent has written it: nothing announces that.</summary>
    private async Task AssertStickSaysAsync(string text) =>
        (await Shared.Host.RunAsync(
            $"for try in $(seq 30); do tr '\\n' ' ' < /boot/status/STATUS.txt | tr -s ' ' | grep -qF '{text}' && exit 0; sleep 0.5; done; cat /boot/status/STATUS.txt >&2; exit 1",
            Cancellation)).Require();

    private static ServiceStatus Service(StatusDocument status, string name) =>
        status.Services.FirstOrDefault(entry => entry.Name == name) ?? new ServiceStatus(name, "not reported");

    private static ImmutableArray<UnitRestarts> Units(StatusDocument status, Place place) =>
        place == Place.Host ? status.Health.RestartedUnits : status.Health.RestartedContainerUnits;

    private static int Restarts(StatusDocument status, string unit, Place place) =>
        Units(status, place).FirstOrDefault(entry => entry.Unit == unit)?.Restarts ?? 0;
}
