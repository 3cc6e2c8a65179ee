using Gateway.Planning.Configuration;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Tests.Stack;

/// <summary>Documents with IPv6 on the outside.</summary>
public static class Ipv6Samples
{
    /// <summary>Both families written down, a prefix for the segments, and a machine that is reached by both.</summary>
    public static StackDocument Routed => StackSamples.Segments with
    {
        Outside = new StackLink
        {
            Present = true,
            Mode = LinkMode.Static,
            Ipv4 = "203.0.113.1/24",
            Gateway = "203.0.113.9",
            Ipv6 = "2001:db8:f::1/64",
            Ipv6Gateway = "2001:db8:f::9",
            Ipv6Prefix = "2001:db8:100::/56",
        },
        Inside = StackSamples.Segments.Inside with { Prefix = "2001:db8:100::/64", Reach = ["outside", "guest"] },
        FurtherSegments =
        [
            StackSamples.Segments.FurtherSegments[0] with { Prefix = "2001:db8:100:1::/64" },
            StackSamples.Segments.FurtherSegments[1],
        ],
        HostEntries = [new HostEntryConfig { Name = "nas", Mac = "52:54:00:aa:bb:cc", Ipv4 = "192.168.4.9", Ipv6 = "::9" }],
        Firewall = new FirewallConfig
        {
            Forwards =
            [
                new ForwardConfig { Ports = new PortRange(8443, 8443), To = "nas", Family = RuleFamily.Any },
                new ForwardConfig { Ports = new PortRange(6000, 6063), To = "nas", Family = RuleFamily.Ipv6, Protocol = "tcp+udp", From = ["2001:db8:f::/64", "2001:db8:f::7"] },
            ],
            Rules =
            [
                new RuleConfig { From = "outside", To = "guest", Family = RuleFamily.Ipv6, Protocol = "tcp", Ports = [new PortRange(22, 22)], Action = RuleAction.Accept },
                new RuleConfig { From = "guest", To = "outside", Family = RuleFamily.Ipv6, Protocol = "tcp", Ports = [new PortRange(25, 25)], Action = RuleAction.Reject },
            ],
        },
    };

    /// <summary>An address by DHCP and, beside it, IPv6 for the gateway alone, in a network of its own kind.</summary>
    public static StackDocument OutsideAlone => StackSamples.Default with
    {
        Outside = new StackLink { Present = true, Ipv6 = "fd77::2/128", Ipv6Gateway = "fe80::1" },
    };
}
