using System.Net.Sockets;
using Gateway.Planning.Services.Mirror;

namespace Gateway.Planning.Services.Firewall;

/// <summary>Renders the one nftables table. Declare, flush and define in one file are one transaction.</summary>
/// <remarks>The chains stay over a reload: the kernel gives a new base chain its drop policy only a moment after its rules hold, and a chain
/// that was deleted and made anew let packets through in that moment.
/// Each rule's comment is the key of gateway.toml that it comes from; every name begins with <c>gw_</c>, so that none is a reserved word.</remarks>
public static class FirewallConf
{
    /// <summary>What a segment full of clients may send in a moment.</summary>
    internal const string Often = "limit rate 1000/second burst 500 packets";
    internal const string Sometimes = "limit rate 100/second burst 200 packets";

    /// <summary>Where what is dropped goes while it is logged.</summary>
    private const string DropChain = "gw_drop";

    /// <summary>Where what is not let through inside goes for a word at once, so that a program need not wait; floods are dropped.</summary>
    internal const string RefuseChain = "gw_refuse";

    /// <summary>By which a line in the kernel's log is known.</summary>
    public const string LogPrefix = "gateway-dropped ";

    /// <summary>By which journalctl finds all lines of the firewall's.</summary>
    public const string LogPattern = $"^({LogPrefix}|{RuleConf.LogPrefix}\\[)";

    /// <summary>What is written to the log in a moment.</summary>
    internal const string LogRate = "limit rate 1/second burst 20 packets";

    public static string Render(FirewallConfig config) => new ConfText(indent: "\t")
        .Line("table inet gateway")
        .Line("flush table inet gateway")
        .Line("")
        .Block("table inet gateway {", table => Table(table, config), "}")
        .ToString();

    private static void Table(ConfText text, FirewallConfig config)
    {
        if (config.LogDropped)
        {
            Chain(text, DropChain, null, Logged);
        }

        if (config.Forward)
        {
            Chain(text, RefuseChain, null, chain => Refused(chain, config));
        }

        if (!config.Forwards.IsEmpty)
        {
            Chain(text, ForwardConf.FlowsChain, null, chain => ForwardConf.KnownFlows(chain, config));
        }

        if (!config.Pinholes.IsEmpty)
        {
            Chain(text, Ipv6Conf.FlowsChain, null, chain => Ipv6Conf.KnownFlows(chain, config));
        }

        if (!config.Rules.IsEmpty)
        {
            Chain(text, RuleConf.Chain, null, chain => RuleConf.Rules(chain, config));
        }

        Chain(text, "gw_antispoof", "type filter hook prerouting priority raw; policy accept;", chain => AntiSpoof(chain, config));
        Chain(text, "gw_input", "type filter hook input priority filter; policy drop;", chain => Input(chain, config));
        Chain(text, "gw_forward", "type filter hook forward priority filter; policy drop;", chain => Forward(chain, config));
        Chain(text, "gw_output", "type filter hook output priority filter; policy accept;", chain => Output(chain, config));
        if (!config.Forwards.IsEmpty)
        {
            Chain(text, "gw_forwarded", "type nat hook prerouting priority dstnat; policy accept;", chain => ForwardConf.Destinations(chain, config));
        }

        Chain(text, "gw_nat", "type nat hook postrouting priority srcnat; policy accept;", chain => Nat(chain, config));
        Chain(text, "gw_leaving", "type filter hook postrouting priority srcnat + 10; policy accept;", chain => Leaving(chain, config));
    }

    private static void Chain(ConfText text, string name, string? hook, Action<ConfText> rules) =>
        text.Block($"chain {name} {{", chain => rules(hook is null ? chain : chain.Line(hook)), "}");

    /// <summary>The kernel writes to the host's log, whoever owns the rule.</summary>
    private static void Logged(ConfText chain)
    {
        Log(chain);
        Rule(chain, "", "drop", "firewall.log");
    }

    private static void Log(ConfText chain) => Rule(chain, LogRate, $"log prefix \"{LogPrefix}\" level info", "firewall.log");

    private static void Refused(ConfText chain, FirewallConfig config)
    {
        if (config.LogDropped)
        {
            Log(chain);
        }

        Rule(chain, $"meta l4proto tcp {Sometimes}", "reject with tcp reset", "gateway");
        Rule(chain, Sometimes, "reject with icmpx admin-prohibited", "gateway");
        Rule(chain, "", "drop", "gateway");
    }

    /// <summary>A source belongs to its segment. A client without an address yet, and link-local neighbours, are the exceptions inside.</summary>
    private static void AntiSpoof(ConfText chain, FirewallConfig config)
    {
        var outside = $"iifname \"{config.OutsideInterface}\"";
        Drop(chain, config, $"{outside} ip saddr {{ 0.0.0.0/8, 127.0.0.0/8, 224.0.0.0/3 }}", "outside");
        foreach (var segment in config.Segments)
        {
            Drop(chain, config, $"{outside} ip saddr {segment.Subnet}", $"{segment.Table}.ipv4");
        }

        Ipv6Conf.AntiSpoof(chain, config);
        foreach (var segment in config.Segments)
        {
            AntiSpoof(chain, config, segment);
        }
    }

    private static void AntiSpoof(ConfText chain, FirewallConfig config, FirewallSegment segment)
    {
        var inside = $"iifname \"{segment.Interface}\"";
        var origin6 = $"{segment.Table}.ipv6";
        Rule(chain, $"{inside} ip saddr 0.0.0.0 udp sport 68 udp dport 67", "accept", $"{segment.Table}.dhcp");
        Drop(chain, config, $"{inside} ip saddr != {segment.Subnet}", $"{segment.Table}.ipv4");
        if (segment.Subnet6 is { } subnet6)
        {
            Rule(chain, $"{inside} ip6 saddr {{ ::, fe80::/10, {(segment.Prefix is { } prefix ? $"{subnet6}, {prefix}" : subnet6)} }}", "accept", origin6);
        }

        Drop(chain, config, $"{inside} meta nfproto ipv6", origin6);
    }

    internal static string Subnets(FirewallConfig config) => string.Join(", ", config.Segments.Select(static segment => segment.Subnet));

    private static void Input(ConfText chain, FirewallConfig config)
    {
        var served = config.Segments.Where(static segment => segment.Served).ToArray();
        Rule(chain, "iif \"lo\"", "accept", "gateway");
        foreach (var segment in served.Where(static segment => segment.Subnet6 is not null))
        {
            NeighbourDiscovery(chain, segment);
        }

        Ipv6Conf.Neighbours(chain, config);
        Rule(chain, "ct state established,related", "accept", "gateway");
        Drop(chain, config, "ct state invalid", "gateway");
        if (config.OutsideDhcp)
        {
            Rule(chain, $"iifname \"{config.OutsideInterface}\" ip protocol udp udp sport 67 udp dport 68", "accept", "outside.mode");
        }

        foreach (var segment in served)
        {
            FromInside(chain, segment);
        }

        Rest(chain, config);
    }

    /// <summary>RFC 4890 4.4.1. These carry no connection state, so they stand before the state rules; hop limit 255 proves the link.</summary>
    private static void NeighbourDiscovery(ConfText chain, FirewallSegment segment)
    {
        var inside = $"iifname \"{segment.Interface}\"";
        var origin = $"{segment.Table}.ipv6";
        Rule(
            chain,
            $"{inside} icmpv6 type {{ nd-router-solicit, nd-neighbor-solicit, nd-neighbor-advert }} ip6 hoplimit 255 {Often}",
            "accept",
            origin);
        Rule(
            chain,
            $"{inside} icmpv6 type {{ mld-listener-query, mld-listener-report, mld-listener-done, mld2-listener-report }} ip6 saddr {{ ::, fe80::/10 }} {Often}",
            "accept",
            origin);
    }

    /// <summary>What is not opened is refused at once, so that a client tries its next way without waiting; floods are dropped by the policy.</summary>
    private static void FromInside(ConfText chain, FirewallSegment segment)
    {
        var inside = $"iifname \"{segment.Interface}\"";
        Rule(chain, $"{inside} icmp type echo-request {Sometimes}", "accept", segment.Table);
        if (segment.Subnet6 is not null)
        {
            Rule(chain, $"{inside} icmpv6 type echo-request {Sometimes}", "accept", $"{segment.Table}.ipv6");
        }

        foreach (var opening in segment.Openings)
        {
            Rule(chain, $"{inside} {opening.Protocol} dport {opening.Port}", "accept", opening.Origin);
        }

        Rule(chain, $"{inside} meta l4proto tcp {Sometimes}", "reject with tcp reset", segment.Table);
        Rule(chain, $"{inside} meta l4proto udp {Sometimes}", "reject with icmpx port-unreachable", segment.Table);
    }

    /// <summary>Errors that belong to a flow (fragmentation needed, packet too big) are <c>related</c>; forged ones are not and drop.</summary>
    private static void Forward(ConfText chain, FirewallConfig config)
    {
        if (config.Forward)
        {
            Outward(chain, config);
        }

        Rest(chain, config);
    }

    private static void Outward(ConfText chain, FirewallConfig config)
    {
        Rule(chain, $"oifname \"{config.OutsideInterface}\" tcp flags & (syn | rst) == syn", "tcp option maxseg size set rt mtu", "outside.mtu");
        var held = config.Segments.Where(static segment => segment.Egress != Configuration.Egress.Open).ToArray();
        if (held.Length > 0)
        {
            Ipv6Conf.Guard(chain, config);
        }

        foreach (var segment in held)
        {
            RuleConf.BeforeEgress(chain, config, segment);
            EgressRules.BeforeFlows(chain, segment, config.OutsideInterface);
        }

        ForwardConf.Flows(chain, config);
        Ipv6Conf.Flows(chain, config);
        Rule(chain, "ct state established,related", "accept", "outside");
        Drop(chain, config, "ct state invalid", "outside");
        Unroutable(chain, config, "");
        ForwardConf.Guard(chain, config);
        if (held.Length == 0)
        {
            Ipv6Conf.Guard(chain, config);
        }

        RuleConf.Jump(chain, config);
        ForwardConf.Pass(chain, config);
        Ipv6Conf.Pinholes(chain, config);
        foreach (var segment in config.Segments.Where(static segment => segment.ReachesOutside))
        {
            Outward(chain, config, segment);
        }

        foreach (var segment in config.Segments.Where(static segment => segment.HostStaysIn))
        {
            Rule(chain, $"iifname \"{segment.Interface}\" oifname \"{config.OutsideInterface}\" ip saddr {segment.HostAddress} udp dport 123", "accept", "host");
        }

        foreach (var segment in config.Segments)
        {
            Between(chain, config, segment);
        }
    }

    /// <summary>What no router passes on.</summary>
    internal static void Unroutable(ConfText chain, FirewallConfig config, string from) =>
        Drop(chain, config, $"{from}oifname \"{config.OutsideInterface}\" ip daddr {{ 0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16, 224.0.0.0/3 }}", "outside");

    /// <summary>What one segment may begin in another, and a word at once to who may not. The inside alone has nobody beside it.</summary>
    private static void Between(ConfText chain, FirewallConfig config, FirewallSegment segment)
    {
        var others = config.Segments.Where(other => other != segment).ToArray();
        foreach (var other in others.Where(segment.Reaches))
        {
            var origin = segment.Zone == other.Zone ? $"{other.Table}.zone" : $"{segment.Table}.reach";
            Rule(chain, $"iifname \"{segment.Interface}\" oifname \"{other.Interface}\" ip saddr {segment.Subnet} ip daddr {other.Subnet}", "accept", origin);
            Ipv6Conf.Between(chain, config, segment, other, origin);
        }

        if (others.Length > 0 || !segment.ReachesOutside)
        {
            Rule(chain, $"iifname \"{segment.Interface}\"", $"goto {RefuseChain}", $"{segment.Table}.reach");
        }
    }

    private static void Outward(ConfText chain, FirewallConfig config, FirewallSegment segment)
    {
        Rule(chain, $"iifname \"{segment.Interface}\" oifname \"{config.OutsideInterface}\" ip saddr {segment.Subnet}", "accept", $"{segment.Table}.ipv4");
        Ipv6Conf.Outward(chain, config, segment);
    }

    /// <summary>A mirror with one way out has no other, not even to ask for a name; it hears at once that there is none.</summary>
    private static void Output(ConfText chain, FirewallConfig config)
    {
        const string Origin = "registry.mirror.via";
        const string Held = $"meta skgid {OutboundProxy.Group}";
        foreach (var proxy in config.OutboundProxies)
        {
            var family = proxy.AddressFamily == AddressFamily.InterNetwork ? "ip" : "ip6";
            Rule(chain, $"{Held} {family} daddr {proxy.Address} tcp dport {proxy.Port}", "accept", Origin);
        }

        if (!config.OutboundProxies.IsEmpty)
        {
            Rule(chain, $"{Held} meta l4proto tcp", "reject with tcp reset", Origin);
            Drop(chain, config, Held, Origin);
        }
    }

    private static void Nat(ConfText chain, FirewallConfig config)
    {
        if (config.Forward)
        {
            foreach (var segment in config.Segments.Where(config.MayLeave))
            {
                Rule(chain, $"oifname \"{config.OutsideInterface}\" ip saddr {segment.Subnet}", "masquerade", $"{segment.Table}.ipv4");
            }

            foreach (var segment in config.Segments.Where(static segment => segment.HostStaysIn))
            {
                Rule(chain, $"oifname \"{config.OutsideInterface}\" ip saddr {segment.HostAddress} udp dport 123", "masquerade", "host");
            }

            ForwardConf.Hairpin(chain, config);
        }
    }

    /// <summary>
    /// Nothing leaves under an address that is not the outside's. Where the outside has none for a moment, the kernel and masquerading take
    /// one of the inside in its place, and such a flow would keep it.
    /// </summary>
    private static void Leaving(ConfText chain, FirewallConfig config)
    {
        Drop(chain, config, $"oifname \"{config.OutsideInterface}\" meta nfproto ipv4 fib saddr . oif type != local", "outside");
        Ipv6Conf.Leaving(chain, config);
    }

    /// <summary>What the policy would drop, told before.</summary>
    private static void Rest(ConfText chain, FirewallConfig config)
    {
        if (config.LogDropped)
        {
            Drop(chain, config, "", "firewall.log");
        }
    }

    internal static void Drop(ConfText chain, FirewallConfig config, string match, string origin) =>
        Rule(chain, match, config.LogDropped ? $"goto {DropChain}" : "drop", origin);

    internal static void Rule(ConfText chain, string match, string verdict, string origin) =>
        chain.Line($"{(match.Length == 0 ? "" : match + " ")}counter {verdict} comment \"{origin}\"");
}
