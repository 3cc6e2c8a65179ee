using Gateway.Lab.Guests;

namespace Gateway.Boot.Tests.Configuration;

/// <summary>M118: every service that is not needed is switched off by its key: its process is gone and its port closed. What stays gives out the root certificate and enrols clients.</summary>
[Collection(ConfigurationBoots.Live)]
public sealed class OffSwitchTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private const string Daemons = "kea-dhcp4 kea-dhcp6 unbound knotd radvd chronyd squid docker-registry tor";

    [Fact]
    public async Task What_is_switched_off_has_no_process_and_no_port_and_comes_back()
    {
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;
        var text = hands.With("[proxy]\nenabled = false\n[registry]\nenabled = false\nmirror = false\n[inside.dhcp]\nenabled = false\n")
            .Replace("\n[dns]\n", "\n[dns]\nenabled = false\n", StringComparison.Ordinal)
            .Replace("\n[time]\n", "\n[time]\nenabled = false\n", StringComparison.Ordinal)
            .Replace("\n[inside]\n", "\n[inside]\nipv6 = \"off\"\n", StringComparison.Ordinal);
        try
        {
            Assert.EndsWith("runs, every service answers", (await hands.ApplyAsync(text)).Require().Text, StringComparison.Ordinal);

            Assert.Equal("", (await hands.Host.RunInContainerAsync($"for name in {Daemons}; do pgrep -x -l $name; done; true", Cancellation)).Require().Text);
            var scan = await Shared.Client.RunAsync(
                ["nmap", "-n", "-Pn", "-sS", "-p", "53,3128,5000", "--open", "-oG", "-", "192.168.4.1"], Cancellation, TimeSpan.FromMinutes(2));
            Assert.DoesNotContain("/open/", scan.Require().Output, StringComparison.Ordinal);
            Assert.Null(await Shared.Client.TryDhcpAsync(TimeSpan.FromSeconds(6), Cancellation, configure: false));
            Assert.False((await Shared.Client.RunAsync(["kdig", "+time=2", "+retry=0", "@192.168.4.1", "gateway.home.arpa"], Cancellation)).Succeeded);
            (await Shared.Client.FetchAsync($"http://{LabMachine.WebServer}/", Cancellation)).Require();
        }
        finally
        {
            await hands.RunAsync($"gateway rollback {before}");
        }

        Assert.NotNull(await Shared.Client.TryDhcpAsync(TimeSpan.FromSeconds(60), Cancellation));
        (await Shared.Client.FetchAsync("http://www.example.lab/", Cancellation, "--retry", "10", "--retry-all-errors")).Require();
        await Health.AssertNothingLeftAsync(hands.Host, Cancellation);
    }
}
