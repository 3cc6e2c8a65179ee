using Gateway.Lab;
using Gateway.Lab.Frames;
using Gateway.Lab.Guests;
using Gateway.Lab.Wires;

namespace Gateway.Boot.Tests;

/// <summary>The services of the inside, as a computer there meets them.</summary>
[Collection(BootOrder.Running)]
public sealed class ServiceTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private const string Proxy = "http://proxy.home.arpa:3128";

    [Fact]
    public async Task The_proxy_fetches_pages_and_says_nothing_about_who_asked()
    {
        var page = await Shared.Client.FetchAsync("http://www.example.lab/whoami", Cancellation, "--proxy", Proxy);

        var text = page.Require().Text;
        Assert.Contains($"\"address\": \"{Shared.OutsideAddress}\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Shared.Lease.Address, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_proxy_opens_tunnels_to_the_port_of_https()
    {
        // The laboratory's server speaks plain HTTP there; the tunnel does not care what it carries.
        var page = await Shared.Client.FetchAsync("http://www.example.lab:443/whoami", Cancellation, "--proxy", Proxy, "--proxytunnel");

        Assert.Contains($"\"address\": \"{Shared.OutsideAddress}\"", page.Require().Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://192.168.4.2:22/")]
    [InlineData("http://169.254.169.254/")]
    public async Task The_proxy_opens_no_way_to_private_addresses(string url)
    {
        var result = await Shared.Client.FetchAsync(url, Cancellation, "--proxy", Proxy, "--output", "/dev/null", "--write-out", "%{http_code}");

        Assert.Equal("403", result.Text);
    }

    [Fact]
    public async Task The_time_is_served_inside()
    {
        var answer = await Shared.Client.RunAsync(["chronyd", "-Q", "-u", "root", "-f", "/dev/null", "-t", "30", "server 192.168.4.1 iburst"], Cancellation);

        Assert.Contains("System clock wrong by", answer.Output + answer.Errors, StringComparison.Ordinal);
    }

    /// <summary>curl's exit code for a refused connection.</summary>
    private const int CouldNotConnect = 7;

    [Fact]
    public async Task The_registry_answers_in_the_container_and_not_inside()
    {
        var within = await Health.AskRegistryAsync(Shared.Host, Cancellation);
        var inside = await Shared.Client.FetchAsync("http://192.168.4.1:5001/v2/", Cancellation);

        Assert.Contains(" 200 ", within, StringComparison.Ordinal);
        Assert.Equal(CouldNotConnect, inside.Exit);
    }

    /// <summary>Acceptance check 54: the host is a computer inside, and its card outside says nothing.</summary>
    [Fact]
    public async Task The_host_fetches_from_the_internet_by_the_gateway()
    {
        var since = Shared.Laboratory.Outside.Now;

        var page = await Shared.Host.RunAsync(
            $"exec 3<> /dev/tcp/{LabMachine.WebServer}/80 && printf 'GET /whoami HTTP/1.0\\r\\nHost: www.example.lab\\r\\n\\r\\n' >&3 && timeout 30 cat <&3", Cancellation);
        var left = Shared.Laboratory.Outside.Captured(since).SentBy(GatewayLab.GatewayPort).Where(static frame => frame.Packet is not null).Select(static frame => PacketText.Of(frame.Packet!.Ethernet.Source)).Distinct();

        Assert.Contains($"\"address\": \"{Shared.OutsideAddress}\"", page.Require().Output, StringComparison.Ordinal);
        Assert.Equal([Shared.Identity.OutsideMac], left);
    }

    [Fact]
    public async Task The_gateway_disciplines_its_clock_by_the_providers_server()
    {
        var sources = await Shared.Host.RunAsync("chronyc -n sources", Cancellation);

        Assert.Contains(LabMachine.Router, sources.Require().Output, StringComparison.Ordinal);
    }
}
