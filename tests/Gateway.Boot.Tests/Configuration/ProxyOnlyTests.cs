using System.Text;
using Gateway.Lab.Frames;
using Gateway.Lab.Guests;
using Gateway.Lab.Wires;

namespace Gateway.Boot.Tests.Configuration;

/// <summary><c>egress = "proxy-only"</c> and <c>wpad</c> on a running gateway.</summary>
[Collection(ConfigurationBoots.Live)]
public sealed class ProxyOnlyTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private const string Proxy = "http://192.168.4.1:3128";
    private const string AutoConfig = "http://192.168.4.1/wpad.dat";

    /// <summary>curl's exit code for a refused connection.</summary>
    private const int CouldNotConnect = 7;

    /// <summary>The option that names the PAC file.</summary>
    private const int WpadOption = 252;

    [Fact]
    public async Task Browsers_are_told_of_the_proxy_and_nothing_goes_past_it()
    {
        var hands = await Operator.ConnectAsync(Shared, Cancellation);
        var before = Shared.Machine.Status!.Generation;
        var text = hands.With("[proxy]\naccess-log = true\nwpad = true\n").Replace("\n[inside]\n", "\n[inside]\negress = \"proxy-only\"\n", StringComparison.Ordinal);

        try
        {
            Assert.EndsWith("runs, every service answers", (await hands.ApplyAsync(text)).Require().Text, StringComparison.Ordinal);
            await AssertToldAsync();
            var direct = await Shared.Client.FetchAsync($"http://{LabMachine.WebServer}/", Cancellation);
            var through = await Shared.Client.FetchAsync("http://www.example.lab/whoami?secret", Cancellation, "--proxy", Proxy);

            Assert.Equal(CouldNotConnect, direct.Exit);
            Assert.Contains(Shared.OutsideAddress, through.Require().Output, StringComparison.Ordinal);
            (await hands.RunAsync("gateway logs squid -n 200 | grep -q 'GET http://www.example.lab/whoami'")).Require();
            Assert.NotEqual(0, (await hands.RunAsync("gateway logs squid -n 200 | grep 'whoami?secret'")).Exit);
            await Health.AssertNothingLeftAsync(hands.Host, Cancellation);
        }
        finally
        {
            await hands.RunAsync($"gateway rollback {before}");
        }

        (await Shared.Client.FetchAsync($"http://{LabMachine.WebServer}/", Cancellation)).Require();
        Assert.Equal("404", (await StatusAsync(AutoConfig)).Text);
        await Health.AssertNothingLeftAsync(hands.Host, Cancellation);
    }

    private async Task AssertToldAsync()
    {
        var since = Shared.Laboratory.Inside.Now;
        Assert.NotNull(await Shared.Client.TryDhcpAsync(TimeSpan.FromSeconds(30), Cancellation, configure: false));
        var answer = Shared.Laboratory.Inside.Captured(since).Dhcp(DhcpMessageType.Acknowledge).Last().Packet!.Dhcp!;
        Assert.Equal(AutoConfig, Encoding.ASCII.GetString(answer.Option(WpadOption).Span));
        Assert.Equal(["192.168.4.1"], (await Shared.Client.ResolveAsync("wpad.home.arpa", "A", Cancellation)).Data);

        var file = await Shared.Client.FetchAsync("http://wpad.home.arpa/wpad.dat", Cancellation, "--include");
        Assert.Contains("content-type: application/x-ns-proxy-autoconfig", file.Require().Output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("return \"PROXY 192.168.4.1:3128\"; }", file.Output, StringComparison.Ordinal);
        Assert.Equal("404", (await StatusAsync("http://wpad.home.arpa/")).Text);
    }

    private Task<CommandResult> StatusAsync(string url) => Shared.Client.FetchAsync(url, Cancellation, "--output", "/dev/null", "--write-out", "%{http_code}");
}
