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
    };

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
