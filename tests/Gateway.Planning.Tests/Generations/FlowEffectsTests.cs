using Gateway.Planning.Configuration;
using Gateway.Planning.Generations;

namespace Gateway.Planning.Tests.Generations;

public sealed class FlowEffectsTests
{
    private static readonly GatewayConfig Present = new() { System = new SystemConfig { SshKeys = ["ssh-ed25519 AAAA"] } };

    public static TheoryData<string, GatewayConfig> Endings => new()
    {
        { "every connection through the outside", Present with { Outside = new LinkConfig { Mtu = 1400 } } },
        { "every connection of the inside: its card", Present with { Inside = new SegmentConfig { Attach = false } } },
        { "every connection of the inside: its addresses change from 192.168.4.1/24 to 10.0.0.1/24", Present with { Inside = new SegmentConfig { Ipv4 = "10.0.0.1/24" } } },
        { "IPv6 connections inside", Present with { Inside = new SegmentConfig { Ipv6 = "off" } } },
        { "connections to the host", Present with { Host = new HostConfig { InsideAddress = "192.168.4.3" } } },
        { "no new SSH connection", Present with { System = new SystemConfig() } },
        { "every connection of the inside to the outside that does not go through the proxy", Present with { Inside = Present.Inside with { Egress = Egress.ProxyOnly } } },
        { "connections through the proxy: it is started again with another cache", Present with { Proxy = new ProxyConfig { CacheSize = 0 } } },
        { "connections through the proxy", Present with { Proxy = new ProxyConfig { Enabled = false } } },
        { "transfers from and to the registry", Present with { Registry = new RegistryConfig { Enabled = false } } },
        { "transfers from the mirror", Present with { Registry = new RegistryConfig { Mirror = false } } },
    };

    [Theory]
    [MemberData(nameof(Endings))]
    public void What_ends_is_named(string words, GatewayConfig next) =>
        Assert.StartsWith(words, FlowEffects.Between(Present, next)[0], StringComparison.Ordinal);

    public static TheoryData<string, SegmentConfig?> SegmentEndings => new()
    {
        { "every connection of the segment guest: it is taken away", null },
        { "every connection of the segment guest: its VLAN changes from 20 to 21", Guest with { Vlan = 21 } },
        { "every connection of the segment guest: its addresses change from 192.168.20.1/24 to 192.168.21.1/24", Guest with { Ipv4 = "192.168.21.1/24" } },
        { "every connection of the segment guest to the outside", Guest with { Egress = Egress.ProxyOnly } },
        { "connections of the segment guest through the proxy", Guest with { Proxy = false } },
        { "IPv6 connections of the segment guest: ipv6 changes from", Guest with { Ipv6 = "fd00:1:2:3::/64" } },
    };

    [Theory]
    [InlineData("192.168.4.20", "192.168.4.20", 8443, null)]
    [InlineData("192.168.4.20", "192.168.4.21", 8443, "connections from outside by tcp 8443 to nas (192.168.4.20), port 443 of 198.51.100.0/24: that forward is there no more")]
    [InlineData("192.168.4.20", "192.168.4.20", 8444, "connections from outside by tcp 8443 to nas (192.168.4.20), port 443 of 198.51.100.0/24: that forward is there no more")]
    public void What_a_forward_let_in_ends_with_it(string before, string after, int port, string? expected)
    {
        static GatewayConfig With(string address, int port) => Present with
        {
            HostEntries = [new HostEntryConfig { Name = "nas", Ipv4 = address }],
            Firewall = new FirewallConfig { Forwards = [new ForwardConfig { Ports = new PortRange(port, port), To = "nas", ToPort = 443, From = ["198.51.100.0/24"] }] },
        };

        Assert.Equal(expected is null ? [] : [expected], FlowEffects.Between(With(before, 8443), With(after, port)).AsEnumerable());
    }

    [Fact]
    public void Another_address_or_prefix_outside_ends_what_goes_through_it()
    {
        var before = Present with { Outside = new LinkConfig { Ipv6 = "2001:db8:f::2/64", Ipv6Gateway = "fe80::1", Ipv6Prefix = "2001:db8:100::/56" } };

        Assert.Equal(
            [
                "every connection through the outside by IPv4: its address changes from that of the provider's DHCP to 203.0.113.17/29",
                "the gateway's own connections by IPv6: the outside's address changes from 2001:db8:f::2/64 to none",
                "every connection of the inside to the outside by IPv6: the prefix changes from 2001:db8:100::/56 to none",
            ],
            FlowEffects.Between(before, Present with { Outside = new LinkConfig { Mode = LinkMode.Static, Ipv4 = "203.0.113.17/29", Gateway = "203.0.113.22" } }).AsEnumerable());
        Assert.Empty(FlowEffects.Between(Present, before));
    }

    private static SegmentConfig Guest => new() { Name = "guest", Vlan = 20, Ipv4 = "192.168.20.1/24" };

    [Theory]
    [MemberData(nameof(SegmentEndings))]
    public void What_ends_in_a_segment_is_named(string words, SegmentConfig? next) => Assert.StartsWith(
        words,
        Assert.Single(FlowEffects.Between(Present with { FurtherSegments = [Guest] }, Present with { FurtherSegments = next is null ? [] : [next] }).AsEnumerable()),
        StringComparison.Ordinal);

    [Fact]
    public void A_change_that_ends_nothing_says_nothing() => Assert.Empty(
        FlowEffects.Between(Present, Present with { Dns = new DnsConfig { Dnssec = false }, Inside = new SegmentConfig { Dhcp = new DhcpConfig { LeaseTime = TimeSpan.FromHours(1) } } }));
}
