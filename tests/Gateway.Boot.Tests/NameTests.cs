using System.Text;
using Gateway.Lab.Guests;

namespace Gateway.Boot.Tests;

[Collection(BootOrder.Running)]
public sealed class NameTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    [Theory]
    [InlineData("gateway.home.arpa", "192.168.4.1")]
    [InlineData("host.home.arpa", "192.168.4.2")]
    [InlineData("registry.home.arpa", "192.168.4.1")]
    [InlineData("mirror.home.arpa", "192.168.4.1")]
    [InlineData("proxy.home.arpa", "192.168.4.1")]
    public async Task The_boxs_own_names_have_addresses(string name, string address) =>
        Assert.Equal([address], (await Shared.Client.ResolveAsync(name, "A", Cancellation)).Data);

    [Theory]
    [InlineData("gateway.home.arpa")]
    [InlineData("registry.home.arpa")]
    [InlineData("mirror.home.arpa")]
    [InlineData("proxy.home.arpa")]
    public async Task The_services_names_have_ipv6_addresses_of_the_device(string name)
    {
        var answer = await Shared.Client.ResolveAsync(name, "AAAA", Cancellation);

        var address = Assert.Single(answer.Data);
        Assert.StartsWith("fd", address, StringComparison.Ordinal);
        Assert.EndsWith("::1", address, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.168.4.1", "gateway.home.arpa.")]
    [InlineData("192.168.4.2", "host.home.arpa.")]
    public async Task The_boxs_own_addresses_have_names(string address, string name) =>
        Assert.Equal([name], (await Shared.Client.ResolveAsync(address, "PTR", Cancellation)).Data);

    [Theory]
    [InlineData("www.bogus.lab", "SERVFAIL", false)]
    [InlineData("www.insecure.lab", "NOERROR", false)]
    [InlineData("nothing.example.lab", "NXDOMAIN", true)]
    public async Task Forged_answers_are_refused_and_plain_ones_are_marked_as_such(string name, string status, bool authenticated)
    {
        var answer = await Shared.Client.ResolveAsync(name, "A", Cancellation);

        Assert.Equal((status, authenticated), (answer.Status, answer.Authenticated));
    }

    [Theory]
    [InlineData("10.1.2.3", "in-addr")]
    [InlineData("192.168.77.5", "in-addr")]
    public async Task Questions_about_private_addresses_never_leave(string address, string zone)
    {
        var since = Shared.Laboratory.Outside.Now;

        var answer = await Shared.Client.ResolveAsync(address, "PTR", Cancellation);
        var left = Shared.Laboratory.Outside.Captured(since)
            .Where(static frame => frame is { Port: "gateway", Packet.Udp.DestinationPort: 53 })
            .Where(frame => Encoding.ASCII.GetString(frame.Packet!.Udp!.Payload.Span).Contains(zone, StringComparison.OrdinalIgnoreCase));

        Assert.Equal("NXDOMAIN", answer.Status);
        Assert.Empty(left);
    }

    [Fact]
    public async Task Questions_go_to_the_root_and_not_to_the_providers_resolver()
    {
        var since = Shared.Laboratory.Outside.Now;

        await Shared.Client.ResolveAsync($"x{Guid.NewGuid():n}.insecure.lab", "A", Cancellation);
        var asked = Shared.Laboratory.Outside.Captured(since)
            .Where(static frame => frame is { Port: "gateway", Packet.Udp.DestinationPort: 53 })
            .Select(static frame => frame.Packet!.Destination!.ToString())
            .Distinct();

        Assert.DoesNotContain(LabMachine.Resolver, asked);
        Assert.Contains("9.1.0.53", asked);
    }
}
