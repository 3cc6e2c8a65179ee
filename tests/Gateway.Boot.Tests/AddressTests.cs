using Gateway.Lab.Frames;
using Gateway.Lab.Guests;

namespace Gateway.Boot.Tests;

/// <summary>Acceptance check 1 and what a computer inside is told.</summary>
[Collection(BootOrder.Running)]
public sealed class AddressTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    [Fact]
    public async Task A_computer_inside_browses_the_internet_under_the_outside_address()
    {
        var answer = await Shared.Client.ResolveAsync("www.example.lab", "A", Cancellation);
        var page = await Shared.Client.FetchAsync("http://www.example.lab/whoami", Cancellation);

        Assert.Equal((LabMachine.WebServer, true), (Assert.Single(answer.Data), answer.Authenticated));
        Assert.Contains($"\"address\": \"{Shared.OutsideAddress}\"", page.Require().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_file_comes_through_whole()
    {
        var result = await Shared.Client.RunAsync("curl -s --max-time 60 'http://www.example.lab/big?bytes=8000000' | wc -c", Cancellation, TimeSpan.FromSeconds(90));

        Assert.Equal("8000000", result.Require().Text);
    }

    [Fact]
    public void The_status_says_ready_with_both_roles_bound_and_every_service_answering()
    {
        var status = Shared.FirstStatus;

        Assert.True(status.Ready);
        Assert.True(status.Generation > 0);
        Assert.Equal("ok", status.Configuration.State);
        Assert.Equal(["inside bound", "outside bound"], status.Roles.Select(static role => $"{role.Role} {role.State}").Order());
        Assert.StartsWith("5.1.0.", Shared.OutsideAddress, StringComparison.Ordinal);
        Assert.NotEmpty(status.Services);

        // The mirror waits for its upstream, which is not in the laboratory's Internet.
        Assert.All(status.Services.Where(static service => service.Name != "mirror"), static service => Assert.Contains(service.State, (string[])["answering", "off"]));
        Assert.Empty(status.Conditions);
    }

    [Fact]
    public async Task The_status_port_carries_the_same_lines_as_the_serial_console()
    {
        var line = await Shared.Machine.StatusPort.WaitForAsync(
            static line => Gateway.Lab.Devices.StatusLine.TryParse(line) is { Ready: true } ? line : null, "a ready status", TimeSpan.FromSeconds(10), Cancellation);

        Assert.StartsWith("GATEWAY-STATUS {", line, StringComparison.Ordinal);
    }

    [Fact]
    public void The_lease_says_what_the_configuration_says()
    {
        var lease = Shared.Lease;

        Assert.Equal("192.168.4.1", lease["router"]);
        Assert.Equal("192.168.4.1", lease["dns"]);
        Assert.Equal("192.168.4.1", lease["ntpsrv"]);
        Assert.Equal("192.168.4.1", lease["serverid"]);
        Assert.Equal("home.arpa", lease["domain"]);
        Assert.Equal("255.255.255.0", lease["subnet"]);
        Assert.Equal("21600", lease["lease"]);
        Assert.InRange(int.Parse(lease.Address.Split('.')[3]), 50, 199);
    }

    [Fact]
    public async Task Two_computers_get_two_addresses()
    {
        var second = await Shared.Laboratory.Lab.ClientAsync("lan2", Cancellation);

        var lease = await second.DhcpAsync(Cancellation);

        Assert.NotEqual(Shared.Lease.Address, lease.Address);
    }

    [Fact]
    public async Task A_computer_makes_itself_an_address_of_the_devices_own_prefix_and_no_default_route()
    {
        // The client of an earlier test may have come before the first advertisement; a newcomer asks for one.
        var since = Shared.Laboratory.Inside.Now;
        var client = await Shared.Laboratory.Lab.ClientAsync("lan3", Cancellation);

        var advertisement = await Shared.Laboratory.Inside.WaitForAsync(
            static frame => frame is { Port: "gateway", Packet.Icmpv6.Type: Icmpv6Message.RouterAdvertisement }, since, TimeSpan.FromSeconds(30), Cancellation);

        // ip can show addresses and report their coming, but not wait for one without missing what came in between.
        var address = await client.RunAsync(
            "for try in $(seq 40); do ip -6 -o address show dev lan scope global -tentative | grep -o ' fd[0-9a-f:]*' && exit; sleep 0.25; done; exit 1", Cancellation);
        var routes = await client.RunAsync("ip -6 route show default", Cancellation);

        Assert.Equal(TimeSpan.Zero, advertisement.Packet!.Icmpv6!.RouterLifetime);
        Assert.StartsWith("fd", Assert.Single(advertisement.Packet.Icmpv6.Prefixes), StringComparison.Ordinal);
        Assert.Equal(Prefix(advertisement.Packet.Icmpv6.Prefixes[0]), Prefix(address.Require().Text.Trim()));
        Assert.Equal("", routes.Require().Text);
    }

    private static string Prefix(string address) => Convert.ToHexString(System.Net.IPAddress.Parse(address.Split('/')[0]).GetAddressBytes()[..8]);
}
