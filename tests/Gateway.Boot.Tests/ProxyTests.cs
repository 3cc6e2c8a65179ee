using System.Text;
using System.Text.Json.Nodes;

namespace Gateway.Boot.Tests;

/// <summary>Acceptance check 48: what the proxy keeps, and where it does not lead.</summary>
[Collection(BootOrder.Running)]
public sealed class ProxyTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private const string Proxy = "http://proxy.home.arpa:3128";
    private const string Page = "http://www.example.lab/";

    [Fact]
    public async Task The_same_page_is_fetched_from_its_server_once()
    {
        // Whatever an earlier test left of it is fetched anew.
        (await Shared.Client.FetchAsync(Page, Cancellation, "--proxy", Proxy, "--header", "Cache-Control: no-cache")).Require();
        var since = Shared.Laboratory.Outside.Now;
        var before = await HitsAsync();

        var first = await Shared.Client.FetchAsync(Page, Cancellation, "--proxy", Proxy);
        var second = await Shared.Client.FetchAsync(Page, Cancellation, "--proxy", Proxy);

        Assert.Contains("The Internet works", first.Require().Output, StringComparison.Ordinal);
        Assert.Equal(first.Output, second.Require().Output);
        Assert.DoesNotContain(
            Shared.Laboratory.Outside.Captured(since),
            static frame => frame is { Port: "gateway", Packet.Tcp.DestinationPort: 80 } && Encoding.ASCII.GetString(frame.Packet.Tcp.Payload.Span).StartsWith("GET", StringComparison.Ordinal));
        Assert.Equal(before + 2, await HitsAsync());
    }

    [Theory]
    [InlineData("192.168.4.2:22")]
    [InlineData("192.168.4.2:443")]
    [InlineData("192.168.4.1:443")]
    [InlineData("gateway.home.arpa:443")]
    [InlineData("169.254.169.254:443")]
    [InlineData("127.0.0.1:443")]
    [InlineData("0.0.0.0:443")]
    [InlineData("[::1]:443")]
    [InlineData("[::ffff:192.168.4.2]:443")]
    [InlineData("[fe80::1]:443")]
    [InlineData("[fd00::1]:443")]
    [InlineData("www.example.lab:25")]
    [InlineData("www.example.lab:80")]
    public async Task No_tunnel_leads(string where)
    {
        var result = await Shared.Client.FetchAsync($"http://{where}/", Cancellation, "--proxy", Proxy, "--proxytunnel", "--output", "/dev/null", "--write-out", "%{http_connect}");

        Assert.Equal("403", result.Text);
    }

    [Fact]
    public async Task Its_counters_are_read_on_the_gateway_alone()
    {
        var text = await Shared.Host.RunAsync("gateway proxy stats", Cancellation);
        var inside = await Shared.Client.FetchAsync("http://192.168.4.1:3128/squid-internal-mgr/counters", Cancellation, "--output", "/dev/null", "--write-out", "%{http_code}");

        Assert.Contains("cache on disk", text.Require().Output, StringComparison.Ordinal);
        Assert.Equal("403", inside.Text);
    }

    private async Task<long> HitsAsync()
    {
        var answer = await Shared.Host.RunAsync("gateway proxy stats --json", Cancellation);
        return JsonNode.Parse(answer.Require().Output)!["statistics"]!["hits"]!.GetValue<long>();
    }
}
