using Gateway.Planning.Configuration;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Tests.Stack;

/// <summary>Documents with rules of the operator's between zones.</summary>
public static class RuleSamples
{
    /// <summary>Every form of a rule, among them exceptions for segments with the proxy alone or without the outside.</summary>
    public static StackDocument Ruled => StackSamples.Segments with
    {
        Inside = StackSamples.Segments.Inside with { Egress = Egress.ProxyOnly },
        HostEntries =
        [
            new HostEntryConfig { Name = "nas", Mac = "52:54:00:aa:bb:cc", Ipv4 = "192.168.4.20", Ipv6 = "::20" },
            new HostEntryConfig { Name = "door", Mac = "52:54:00:aa:bb:dd", Ipv4 = "10.30.1.7" },
        ],
        Firewall = new FirewallConfig
        {
            Log = FirewallLog.Dropped,
            Rules =
            [
                new RuleConfig { From = "guest", To = "inside", Action = RuleAction.Accept, Protocol = "tcp", Ports = [new PortRange(631, 631), new PortRange(9100, 9102)], Destination = ["nas", "192.168.4.32/28", "192.168.4.33", "fd12:3456:789a::/64"], Log = true },
                new RuleConfig { From = "guest", To = "inside", Action = RuleAction.Drop },
                new RuleConfig { From = "inside", To = "outside", Action = RuleAction.Accept, Protocol = "tcp+udp", Ports = [new PortRange(587, 587)], Source = ["nas"], Family = RuleFamily.Ipv4 },
                new RuleConfig { From = "cameras", To = "outside", Action = RuleAction.Accept, Protocol = "udp", Ports = [new PortRange(123, 123)] },
                new RuleConfig { From = "guest", To = "outside", Action = RuleAction.Reject, Protocol = "tcp", Ports = [new PortRange(25, 25)] },
                new RuleConfig { From = "guest", To = "outside", Action = RuleAction.Drop, Protocol = "icmp", Log = true },
                new RuleConfig { From = "guest", To = "outside", Action = RuleAction.Drop, Protocol = "tcp+udp" },
                new RuleConfig { From = "guest", To = "outside", Action = RuleAction.Drop, Protocol = "esp", Destination = ["198.51.100.0/24", "2001:db8::/32"] },
                new RuleConfig { From = "outside", To = "inside", Action = RuleAction.Accept, Protocol = "tcp", Ports = [new PortRange(443, 443)], Family = RuleFamily.Ipv6, Destination = ["nas"] },
            ],
        },
    };
}
