using System.Collections.Immutable;
using Gateway.Planning.Configuration;

namespace Gateway.Planning.Services.Firewall;

/// <summary>Renders the operator's rules between zones, which stand in a chain of their own.</summary>
internal static class RuleConf
{
    public const string Chain = "gw_rules";
    private const string Origin = "firewall.rule";

    /// <summary>By which a line in the kernel's log is known, before the rule's number.</summary>
    public const string LogPrefix = "gateway-rule";

    /// <summary>What the operator decides on in a segment that has the proxy alone; the rest is refused then.</summary>
    public static void BeforeEgress(ConfText chain, FirewallConfig config, FirewallSegment segment)
    {
        if (config.Rules.Any(rule => rule.Rule.From == segment.Zone && rule.Rule.To == ZoneMatrix.Outside))
        {
            FirewallConf.Unroutable(chain, config, $"iifname \"{segment.Interface}\" ");
            FirewallConf.Rule(
                chain, $"iifname \"{segment.Interface}\" oifname \"{config.OutsideInterface}\" ct direction original ct state != invalid", $"jump {Chain}", Origin);
        }
    }

    /// <summary>Stands behind what guards against forged addresses, and before what the zones say by themselves.</summary>
    public static void Jump(ConfText chain, FirewallConfig config)
    {
        if (!config.Rules.IsEmpty)
        {
            FirewallConf.Rule(chain, "", $"jump {Chain}", Origin);
        }
    }

    public static void Rules(ConfText chain, FirewallConfig config)
    {
        foreach (var rule in config.Rules)
        {
            foreach (var match in Matches(rule, config))
            {
                Add(chain, config, rule, match);
            }
        }
    }

    private static void Add(ConfText chain, FirewallConfig config, ZoneRule rule, string match)
    {
        if (rule.Rule.Log)
        {
            var number = rule.Origin[rule.Origin.IndexOf('[')..];
            FirewallConf.Rule(chain, $"{match} {FirewallConf.LogRate}", $"log prefix \"{LogPrefix}{number} \" level info", rule.Origin);
        }

        switch (rule.Rule.Action)
        {
            case RuleAction.Accept:
                FirewallConf.Rule(chain, match, "accept", rule.Origin);
                break;
            case RuleAction.Reject:
                FirewallConf.Rule(chain, match, $"goto {FirewallConf.RefuseChain}", rule.Origin);
                break;
            case RuleAction.Drop when rule.Rule.Log:
                FirewallConf.Rule(chain, match, "drop", rule.Origin);
                break;
            default:
                FirewallConf.Drop(chain, config, match, rule.Origin);
                break;
        }
    }

    /// <summary>A rule of nftables' is on one family and one form of address, so that one of the operator's can be several.</summary>
    private static IEnumerable<string> Matches(ZoneRule rule, FirewallConfig config)
    {
        var way = $"{Link("iifname", rule.Rule.From, config)} {Link("oifname", rule.Rule.To, config)}";
        var what = Protocol(rule.Rule);
        if (rule is { Ipv4: true, Ipv6: true, Source.IsAll: true, Destination.IsAll: true })
        {
            return [$"{way}{what}"];
        }

        return [.. Ipv4(rule).Concat(Ipv6(rule)).Select(addresses => $"{way} {addresses}{what}")];
    }

    private static IEnumerable<string> Ipv4(ZoneRule rule)
    {
        if (rule.Ipv4)
        {
            string[] ends = [.. Set("ip saddr", rule.Source.Ipv4), .. Set("ip daddr", rule.Destination.Ipv4)];
            yield return ends.Length == 0 ? "meta nfproto ipv4" : string.Join(' ', ends);
        }
    }

    private static IEnumerable<string> Ipv6(ZoneRule rule)
    {
        if (!rule.Ipv6)
        {
            yield break;
        }

        foreach (var source in Ends("ip6 saddr", rule.Source))
        {
            foreach (var destination in Ends("ip6 daddr", rule.Destination))
            {
                string[] ends = [.. source, .. destination];
                yield return ends.Length == 0 ? "meta nfproto ipv6" : string.Join(' ', ends);
            }
        }
    }

    /// <summary>Networks, and computers by the end of their address, are asked for apart.</summary>
    private static IEnumerable<IEnumerable<string>> Ends(string field, RuleAddresses addresses)
    {
        if (addresses.IsAll || !addresses.Ipv6.IsEmpty)
        {
            yield return Set(field, addresses.Ipv6);
        }

        if (!addresses.Identifiers.IsEmpty)
        {
            yield return Set($"{field} & {IdentifierMask}", addresses.Identifiers);
        }
    }

    internal const string IdentifierMask = "::ffff:ffff:ffff:ffff";

    private static IEnumerable<string> Set(string field, ImmutableArray<string> values) => values.IsEmpty ? [] : [$"{field} {{ {string.Join(", ", values)} }}"];

    private static string Link(string field, string zone, FirewallConfig config)
    {
        string[] names = zone == ZoneMatrix.Outside ? [config.OutsideInterface] : [.. config.Segments.Where(segment => segment.Zone == zone).Select(static segment => segment.Interface)];
        return names is [var only] ? $"{field} \"{only}\"" : $"{field} {{ {string.Join(", ", names.Select(static name => $"\"{name}\""))} }}";
    }

    private static string Protocol(RuleConfig rule)
    {
        var ports = rule.Ports.IsEmpty ? "" : $" dport {{ {string.Join(", ", rule.Ports)} }}";
        return rule.Protocol switch
        {
            RuleDefaults.AnyProtocol => "",
            RuleDefaults.Icmp => " meta l4proto { icmp, ipv6-icmp }",
            "tcp+udp" => $" meta l4proto {{ tcp, udp }}{(ports.Length == 0 ? "" : " th" + ports)}",
            _ => ports.Length == 0 ? $" meta l4proto {rule.Protocol}" : $" {rule.Protocol}{ports}",
        };
    }
}
