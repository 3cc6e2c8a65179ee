namespace Gateway.Planning.Services.Firewall;

/// <summary>Renders the rules by which machines inside serve ports of the outside's address.</summary>
internal static class ForwardConf
{
    internal const string Origin = "firewall.forward";

    /// <summary>
    /// The destination is matched as "an address of this card", so that the rules follow an address that the provider changes. From the inside the
    /// outside's address is every own one that is of no segment.
    /// </summary>
    public static void Destinations(ConfText chain, FirewallConfig config)
    {
        foreach (var forward in config.Forwards)
        {
            var sources = forward.Sources.IsEmpty ? "" : $" ip saddr {{ {string.Join(", ", forward.Sources)} }}";
            foreach (var protocol in forward.Protocols)
            {
                var target = $"dnat ip to {forward.Target}";
                FirewallConf.Rule(chain, $"iifname \"{config.OutsideInterface}\"{sources} fib daddr . iif type local {protocol} dport {forward.Ports}", target, forward.Origin);
                foreach (var segment in config.Segments.Where(segment => IsOpenTo(segment, forward, config)))
                {
                    FirewallConf.Rule(
                        chain,
                        $"iifname \"{segment.Interface}\" ip daddr != {NotOfTheOutside(config)} fib daddr type local {protocol} dport {forward.Ports}",
                        target,
                        forward.Origin);
                }
            }
        }
    }

    public const string FlowsChain = "gw_forward_flows";

    /// <summary>
    /// Stands before established flows are let through: what a forward let in ends with it. Errors about what a machine inside sent
    /// (RFC 4890 4.3.1) are of no protocol of the forward's, and pass with the flow.
    /// </summary>
    public static void Flows(ConfText chain, FirewallConfig config) =>
        FirewallConf.Rule(chain, "ct status dnat ct direction original ct state != related", config.Forwards.IsEmpty ? $"goto {FirewallConf.RefuseChain}" : $"jump {FlowsChain}", Origin);

    /// <summary>The flows of the forwards that are there, by the port that was asked for and the machine that serves it.</summary>
    public static void KnownFlows(ConfText chain, FirewallConfig config)
    {
        foreach (var forward in config.Forwards)
        {
            foreach (var protocol in forward.Protocols)
            {
                var target = forward.Target.Split(':');
                var flow = $"meta l4proto {protocol} ct original proto-dst {forward.Ports} ip daddr {target[0]}{(target.Length > 1 ? $" {protocol} dport {target[1]}" : "")}";
                if (forward.Sources.IsEmpty)
                {
                    FirewallConf.Rule(chain, flow, "return", forward.Origin);
                    continue;
                }

                FirewallConf.Rule(chain, $"iifname \"{config.OutsideInterface}\" ip saddr {{ {string.Join(", ", forward.Sources)} }} {flow}", "return", forward.Origin);
                FirewallConf.Rule(chain, $"iifname != \"{config.OutsideInterface}\" {flow}", "return", forward.Origin);
            }
        }

        FirewallConf.Rule(chain, "", $"goto {FirewallConf.RefuseChain}", Origin);
    }

    /// <summary>A source that nobody in the Internet has is forged, unless the outside itself is such a network.</summary>
    public static void Guard(ConfText chain, FirewallConfig config)
    {
        const string nowhere = "{ 10.0.0.0/8, 100.64.0.0/10, 169.254.0.0/16, 172.16.0.0/12, 192.0.0.0/24, 192.0.2.0/24, 192.168.0.0/16, 198.18.0.0/15, 198.51.100.0/24, 203.0.113.0/24 }";
        if (!config.Forwards.IsEmpty)
        {
            FirewallConf.Drop(chain, config, $"iifname \"{config.OutsideInterface}\" ip saddr {nowhere} ct original ip daddr != {nowhere}", Origin);
        }
    }

    /// <summary>Only what a rule above has given its destination.</summary>
    public static void Pass(ConfText chain, FirewallConfig config)
    {
        if (config.Forwards.IsEmpty)
        {
            return;
        }

        foreach (var segment in config.Segments)
        {
            var entries = string.Join(", ", config.Segments.Select(static other => other.Interface).Prepend(config.OutsideInterface).Select(static name => $"\"{name}\""));
            FirewallConf.Rule(chain, $"iifname {{ {entries} }} oifname \"{segment.Interface}\" ct status dnat", "accept", Origin);
        }
    }

    /// <summary>A machine inside that comes by the outside's address gets its answers by the gateway; who comes from outside keeps its own address.</summary>
    public static void Hairpin(ConfText chain, FirewallConfig config)
    {
        if (config.Forwards.IsEmpty)
        {
            return;
        }

        foreach (var segment in config.Segments)
        {
            FirewallConf.Rule(chain, $"oifname \"{segment.Interface}\" ip saddr {segment.Subnet} ct status dnat", "masquerade", Origin);
        }
    }

    /// <summary>For whoever reaches the machine anyway, and for who reaches the outside, where everybody may come.</summary>
    private static bool IsOpenTo(FirewallSegment segment, PortForward forward, FirewallConfig config) =>
        (segment.ReachesOutside && forward.Sources.IsEmpty) || config.Segments.Any(other => other.Network.Contains(forward.Address) && segment.Reaches(other));

    private static string NotOfTheOutside(FirewallConfig config) =>
        config.Segments is [var only] ? only.Subnet : $"{{ {FirewallConf.Subnets(config)} }}";
}
