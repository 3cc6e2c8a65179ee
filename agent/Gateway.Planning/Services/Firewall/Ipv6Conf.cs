using System.Net;
using Gateway.Planning.Configuration;

namespace Gateway.Planning.Services.Firewall;

/// <summary>Renders what the rules say of IPv6 between outside and inside (RFC 4890, RFC 6092): nothing begins outside but through a pinhole.</summary>
internal static class Ipv6Conf
{
    private const string Origin = "outside.ipv6";

    /// <summary>What the Internet knows no computer by (RFC 6890, RFC 5156): loopback, IPv4 in disguise, discard-only, benchmarks, documentation, segment routing, unique local, site-local, multicast.</summary>
    private static readonly string[] Nowhere =
        ["::1", "::ffff:0:0/96", "100::/64", "2001:2::/48", "2001:db8::/32", "3fff::/20", "5f00::/16", "fc00::/7", "fec0::/10", "ff00::/8"];

    private static readonly string[] LinkLocal = ["fe80::/10"];

    /// <summary>A source outside is neither one of the inside nor one that nobody has, unless the outside itself is such a network.</summary>
    public static void AntiSpoof(ConfText chain, FirewallConfig config)
    {
        var outside = $"iifname \"{config.OutsideInterface}\"";
        if (config.Ipv6 is null)
        {
            FirewallConf.Drop(chain, config, $"{outside} meta nfproto ipv6", "outside");
            return;
        }

        string[] inner = [.. config.Segments.Select(static segment => segment.Subnet6).Append(config.Ipv6.Prefix).OfType<string>()];
        FirewallConf.Drop(chain, config, $"{outside} ip6 saddr {Set([.. NowhereHere(config.Ipv6), .. inner])}", Origin);
        // It never leaves its link (RFC 4291 2.5.6); the kernel would say so to the sender before any rule of what is passed on.
        FirewallConf.Drop(chain, config, $"{outside} ip6 saddr fe80::/10 fib daddr type != {{ local, anycast, multicast }}", Origin);
    }

    /// <summary>RFC 4890 4.4.1 on the link to the provider: who is at its addresses, and which groups are heard; routers are written down, so that nobody there can become one.</summary>
    public static void Neighbours(ConfText chain, FirewallConfig config)
    {
        if (config.Ipv6 is null)
        {
            return;
        }

        var outside = $"iifname \"{config.OutsideInterface}\"";
        FirewallConf.Rule(chain, $"{outside} icmpv6 type {{ nd-neighbor-solicit, nd-neighbor-advert }} ip6 hoplimit 255 {FirewallConf.Often}", "accept", Origin);
        FirewallConf.Rule(chain, $"{outside} icmpv6 type mld-listener-query ip6 saddr fe80::/10 {FirewallConf.Often}", "accept", Origin);
    }

    /// <summary>
    /// Stands before everything that lets packets through. Messages of one link never pass to another (RFC 4890 4.3.3), nor do source routes
    /// (RFC 5095); nothing leaves for, or under, an address that the Internet does not know as ours, and who tries is told (RFC 7084 L-14).
    /// </summary>
    public static void Guard(ConfText chain, FirewallConfig config)
    {
        if (!config.ForwardsIpv6)
        {
            return;
        }

        var outward = $"oifname \"{config.OutsideInterface}\"";
        FirewallConf.Drop(
            chain,
            config,
            "icmpv6 type { nd-router-solicit, nd-router-advert, nd-neighbor-solicit, nd-neighbor-advert, nd-redirect, mld-listener-query, mld-listener-report, mld-listener-done, mld2-listener-report, router-renumbering }",
            Origin);
        FirewallConf.Drop(chain, config, "rt type 0", Origin);
        FirewallConf.Drop(chain, config, $"{outward} ip6 daddr {Set([.. NowhereHere(config.Ipv6!), .. LinkLocal])}", Origin);
        var foreign = $"{outward} ip6 saddr != {Set([.. Prefixes(config)])}";
        FirewallConf.Rule(chain, $"{foreign} {FirewallConf.Sometimes}", "reject with icmpv6 policy-fail", Origin);
        FirewallConf.Drop(chain, config, foreign, Origin);
    }

    public static void Outward(ConfText chain, FirewallConfig config, FirewallSegment segment)
    {
        if (config.ForwardsIpv6 && segment.Prefix is { } prefix)
        {
            FirewallConf.Rule(chain, $"iifname \"{segment.Interface}\" oifname \"{config.OutsideInterface}\" ip6 saddr {prefix}", "accept", $"{segment.Table}.ipv6");
        }
    }

    /// <summary>Sources belong to their segment already, and a destination to where the route leads.</summary>
    public static void Between(ConfText chain, FirewallConfig config, FirewallSegment from, FirewallSegment to, string origin)
    {
        if (config.ForwardsIpv6 && from.Subnet6 is not null && to.Subnet6 is not null)
        {
            FirewallConf.Rule(chain, $"iifname \"{from.Interface}\" oifname \"{to.Interface}\" meta nfproto ipv6", "accept", origin);
        }
    }

    public const string FlowsChain = "gw_pinhole_flows";

    /// <summary>By which a flow is known that a pinhole let in.</summary>
    private const string Mark = "0x6";

    public static void Pinholes(ConfText chain, FirewallConfig config) => Each(chain, config, $"ct mark set {Mark} accept");

    /// <summary>Stands before established flows are let through: what a pinhole let in ends with it, as with <see cref="ForwardConf.Flows"/>.</summary>
    public static void Flows(ConfText chain, FirewallConfig config)
    {
        if (config.ForwardsIpv6)
        {
            FirewallConf.Rule(
                chain, $"ct mark {Mark} ct direction original ct state != related", config.Pinholes.IsEmpty ? $"goto {FirewallConf.RefuseChain}" : $"jump {FlowsChain}", ForwardConf.Origin);
        }
    }

    public static void KnownFlows(ConfText chain, FirewallConfig config)
    {
        Each(chain, config, "return");
        FirewallConf.Rule(chain, "", $"goto {FirewallConf.RefuseChain}", ForwardConf.Origin);
    }

    /// <summary>A machine keeps its end of an address whatever prefix the provider routes.</summary>
    private static void Each(ConfText chain, FirewallConfig config, string verdict)
    {
        foreach (var pinhole in config.Pinholes)
        {
            var sources = pinhole.Sources.IsEmpty ? "" : $" ip6 saddr {{ {string.Join(", ", pinhole.Sources)} }}";
            foreach (var protocol in pinhole.Protocols)
            {
                FirewallConf.Rule(
                    chain,
                    $"iifname \"{config.OutsideInterface}\" oifname \"{pinhole.Interface}\"{sources} ip6 daddr & {RuleConf.IdentifierMask} == {pinhole.Identifier} {protocol} dport {pinhole.Ports}",
                    verdict,
                    pinhole.Origin);
            }
        }
    }

    /// <summary>Also what the gateway itself sends.</summary>
    public static void Leaving(ConfText chain, FirewallConfig config)
    {
        if (config.Ipv6 is not null)
        {
            FirewallConf.Drop(
                chain, config, $"oifname \"{config.OutsideInterface}\" ip6 saddr != {Set(["::", .. LinkLocal, .. Prefixes(config)])} fib saddr . oif type != local", Origin);
        }
    }

    private static IEnumerable<string> Prefixes(FirewallConfig config) => config.Segments.Select(static segment => segment.Prefix).OfType<string>();

    private static IEnumerable<string> NowhereHere(OutsideIpv6 outside)
    {
        IPNetwork[] own = [Ipv6NetworkText.From(outside.Address), .. outside.Prefix is { } prefix ? [Ipv6NetworkText.From(prefix)] : Array.Empty<IPNetwork>()];
        return Nowhere.Where(text => !own.Any(network => Ipv6NetworkText.IsIn(network, Ipv6NetworkText.From(text))));
    }

    private static string Set(string[] networks) => $"{{ {string.Join(", ", Ipv6NetworkText.Outermost(networks))} }}";
}
