using Gateway.Lab;

namespace Gateway.Boot.Tests.Configuration;

/// <summary><c>[logging] debug</c> on a running gateway: the daemons that are named say more, and none is started again.</summary>
[Collection(ConfigurationBoots.Live)]
public sealed class DebugSwitchTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private const string Level = "systemctl service-log-level systemd-networkd.service";
    private const string Name = "debug-switch.example.lab";

    [Fact]
    public async Task Named_daemons_say_more_at_once_and_none_is_started_again()
    {
        Assert.SkipUnless(LabArtifacts.Soak, "two changes and every daemon's log, two minutes; GATEWAY_SOAK=1 runs it");
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;
        var processes = await ProcessesAsync(hands);

        var applied = await hands.ApplyAsync(hands.With("[logging]\ndebug = [\"kea\", \"unbound\", \"squid\", \"network\", \"agent\"]\n"));
        Assert.EndsWith("runs, every service answers", applied.Require().Text, StringComparison.Ordinal);
        Assert.NotNull(await Shared.Client.TryDhcpAsync(TimeSpan.FromSeconds(15), Cancellation));
        await Shared.Client.RunAsync(["kdig", "+time=5", "+retry=1", "@192.168.4.1", Name], Cancellation);
        await Shared.Client.RunAsync(["curl", "--silent", "--max-time", "20", "--proxy", "http://192.168.4.1:3128", $"http://{Name}/"], Cancellation);

        Assert.Equal("debug", (await hands.Host.RunInContainerAsync(Level, Cancellation)).Require().Text);
        (await hands.RunAsync("gateway logs kea -n 1000 | grep -q 'DEBUG.*DHCP'")).Require();
        (await hands.RunAsync($"gateway logs unbound -n 1000 | grep -q '{Name}'")).Require();
        (await hands.RunAsync($"gateway logs squid -n 1000 | grep -q '{Name}'")).Require();
        (await hands.RunAsync("gateway logs -n 1000 | grep -q 'turn: '")).Require();
        (await hands.RunAsync("gateway logs stack -n 1000 | grep -q 'turn: '")).Require();
        Assert.Equal(processes, await ProcessesAsync(hands));

        (await hands.RunAsync($"gateway rollback {before}")).Require();
        Assert.Equal("info", (await hands.Host.RunInContainerAsync(Level, Cancellation)).Require().Text);
        Assert.Equal(processes, await ProcessesAsync(hands));
        await Health.AssertNothingLeftAsync(hands.Host, Cancellation);
    }

    private static Task<string> ProcessesAsync(Operator hands) => hands.ProcessesAsync("kea-dhcp4", "unbound", "squid", "systemd-networkd", "radvd", "chronyd");
}
