using System.Text.Json;
using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Services.Kea;

public sealed class KeaPlannerTests
{
    private const string Path = "/etc/kea/kea-dhcp4.conf";

    [Theory]
    [InlineData("default")]
    [InlineData("changed")]
    [InlineData("segments")]
    [InlineData("reserved")]
    [InlineData("proxy-told")]
    public void Renders_the_expected_file(string sample) =>
        ExpectedText.Matches($"Services/Kea/Expected/{sample}.conf", Planned.File("kea", Path, StackSamples.All[sample]));

    [Fact]
    public void The_gateways_and_the_hosts_own_addresses_are_never_leased()
    {
        var pools = Pools(StackSamples.Changed);

        Assert.Equal(["10.20.30.120 - 10.20.30.128", "10.20.30.131 - 10.20.30.140", "10.20.17.0 - 10.20.17.255"], pools);
    }

    [Fact]
    public void An_address_that_a_machine_has_by_itself_is_leased_to_nobody() => Assert.Equal(
        ["192.168.4.50 - 192.168.4.69", "192.168.4.71 - 192.168.4.99", "192.168.4.150 - 192.168.4.199"],
        Pools(StackSamples.Reserved));

    [Fact]
    public void A_pool_of_nothing_but_own_addresses_leaves_no_pool()
    {
        var inside = StackSamples.Default.Inside with { Pools = [new AddressRange("192.168.4.1", "192.168.4.2")] };

        Assert.Empty(Pools(StackSamples.Default with { Inside = inside }));
    }

    [Fact]
    public void With_the_own_resolver_off_clients_are_given_the_providers()
    {
        var document = StackSamples.Default with { Dns = new DnsConfig { Enabled = false } };

        Assert.Contains("\"5.1.0.53, 5.1.0.54\"", Planned.File("kea", Path, document));
    }

    [Fact]
    public void With_no_resolver_known_none_is_named()
    {
        var document = StackSamples.Default with { Dns = new DnsConfig { Enabled = false } };

        var file = Assert.Single(Planned.Service("kea", document, new StackObservation()).Files.AsEnumerable());
        Assert.DoesNotContain("domain-name-servers", file.Content);
    }

    [Fact]
    public void With_time_off_no_ntp_server_is_named() => Assert.DoesNotContain(
        "ntp-servers",
        Planned.File("kea", Path, StackSamples.Default with { Time = new StackTime { Enabled = false } }));

    [Fact]
    public void A_change_reloads_the_server_and_only_the_inside_may_ask()
    {
        var service = Planned.Service("kea", StackSamples.Default);

        Assert.Equal([Path], Planned.OnlyUnit(service).ReloadOn);
        Assert.Equal(["inside udp/67 inside.dhcp"], Planned.Openings(service));
        Assert.Equal([new Probe.DhcpSocket("br-inside")], service.Probes.AsEnumerable());
    }

    [Fact]
    public void It_is_off_when_switched_off_or_when_the_inside_is_not_served()
    {
        Planned.IsOff("kea", StackSamples.EverythingOff);
        Planned.IsOff("kea", StackSamples.NotServed);
    }

    private static List<string?> Pools(StackDocument document)
    {
        using var json = JsonDocument.Parse(Planned.File("kea", Path, document));
        var subnet = json.RootElement.GetProperty("Dhcp4").GetProperty("subnet4")[0];
        return [.. subnet.GetProperty("pools").EnumerateArray().Select(static pool => pool.GetProperty("pool").GetString())];
    }
}
