using System.Text.Json.Nodes;
using Gateway.Lab.Guests;

namespace Gateway.Boot.Tests.Configuration;

/// <summary>Acceptance checks 22 and 23: a switch that nobody notices, and one that is refused before it begins.</summary>
[Collection(ConfigurationBoots.Live)]
public sealed class LiveApplyTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private static readonly TimeSpan FlowLimit = TimeSpan.FromMinutes(5);

    private const string Change =
        """
        [proxy]
        enabled = false

        [[firewall.forward]]
        port = 8443
        to = "192.168.4.77"
        """;

    /// <summary>The rule of the proxy with a word in it that nft does not know, as a fault in the renderer would be.</summary>
    private const string SpoilingChecker =
        "#!/bin/sh\nfor file; do :; done\ncase $* in *-c*) sed -i 's/accept comment \"proxy\"/acept comment \"proxy\"/' $file;; esac\nexec /usr/sbin/nft.real \"$@\"\n";

    [Fact]
    public async Task A_change_keeps_connections_pings_and_processes()
    {
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var processes = await hands.ProcessesAsync("kea-dhcp4", "unbound");
        var before = Shared.Machine.Status!.Generation;
        await Shared.Laboratory.Lab.Internet.StartServerAsync("iperf", ["iperf3", "--server", "--one-off"], LabMachine.IperfPort, Cancellation);
        var flow = Shared.Client.RunAsync(
            ["iperf3", "--client", LabMachine.WebServer, "--time", "60", "--bitrate", "4M", "--json"], Cancellation, FlowLimit);
        var pings = Shared.Client.RunAsync(["ping", "-n", "-q", "-i", "0.01", "-w", "60", LabMachine.WebServer], Cancellation, FlowLimit);

        var same = await hands.ApplyAsync(hands.FirstText);
        var plan = await PlanAsync(hands);
        var changed = await hands.ApplyAsync(hands.With(Change));

        Assert.Equal($"generation {before} runs already; nothing was changed", same.Require().Text);
        Assert.Contains("container: stop squid.service", plan, StringComparison.Ordinal);
        Assert.Contains("container: reload gateway-firewall.service", plan, StringComparison.Ordinal);
        Assert.Contains("ends: connections through the proxy", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("restart", plan, StringComparison.Ordinal);
        Assert.EndsWith("runs, every service answers", changed.Require().Text, StringComparison.Ordinal);
        Assert.Equal(processes, await hands.ProcessesAsync("kea-dhcp4", "unbound"));
        var rules = await hands.RulesAsync();
        Assert.DoesNotContain("dport 3128", rules, StringComparison.Ordinal);
        Assert.Contains("192.168.4.77", rules, StringComparison.Ordinal);
        AssertUnbroken(await flow, await pings);

        (await hands.RunAsync($"gateway rollback {before}")).Require();
        Assert.Contains("dport 3128", await hands.RulesAsync(), StringComparison.Ordinal);
        var history = await hands.HistoryAsync();
        Assert.Equal(("rollback", "healthy", true), (history[0].Origin, history[0].Result, history[0].Runs));
        Assert.Equal(("apply", "healthy", false), (history[1].Origin, history[1].Result, history[1].Runs));
        await Health.AssertNothingLeftAsync(hands.Host, Cancellation);
    }

    [Fact]
    public async Task A_ruleset_that_nft_refuses_is_never_switched_to_and_the_line_it_follows_from_is_named()
    {
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var (rules, processes) = (await hands.RulesAsync(), await hands.ProcessesAsync("kea-dhcp4", "unbound", "squid"));
        var before = Shared.Machine.Status!.Generation;
        var text = hands.With("[proxy]\nenabled = true\n").Replace("[inside]", "[inside.dhcp]\nlease-time = \"1h\"\nenabled = false\n\n[inside]", StringComparison.Ordinal);
        var line = text.Split('\n').TakeWhile(static line => line.Trim() != "[proxy]").Count() + 1;
        (await hands.Host.RunInContainerAsync(
            $"mv /usr/sbin/nft /usr/sbin/nft.real && echo {Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(SpoilingChecker))} | base64 -d > /usr/sbin/nft && chmod 755 /usr/sbin/nft",
            Cancellation)).Require();
        try
        {
            var refused = await hands.ApplyAsync(text);

            Assert.Equal(1, refused.Exit);
            Assert.Contains("acept", refused.Errors, StringComparison.Ordinal);
            Assert.Contains($"gateway.toml:{line}: proxy", refused.Errors, StringComparison.Ordinal);
        }
        finally
        {
            (await hands.Host.RunInContainerAsync("mv /usr/sbin/nft.real /usr/sbin/nft", Cancellation)).Require();
        }

        Assert.Equal(rules, await hands.RulesAsync());
        Assert.Equal(processes, await hands.ProcessesAsync("kea-dhcp4", "unbound", "squid"));
        Assert.Equal(before, Shared.Machine.Status!.Generation);
        Assert.Equal("refused", (await hands.HistoryAsync())[0].Result);
        Assert.NotNull(await Shared.Client.TryDhcpAsync(TimeSpan.FromSeconds(60), Cancellation));
    }

    private static async Task<string> PlanAsync(Operator hands)
    {
        await hands.PutAsync("/run/next.toml", hands.With(Change));
        return (await hands.RunAsync("gateway plan /run/next.toml")).Require().Output;
    }

    private static void AssertUnbroken(CommandResult flow, CommandResult pings)
    {
        var end = JsonNode.Parse(flow.Require().Output)!["end"]!;
        Assert.True(end["sum_received"]!["bytes"]!.GetValue<double>() > 0, flow.Output);
        Assert.InRange(Pings.Lost(pings), 0, 2);
    }
}
