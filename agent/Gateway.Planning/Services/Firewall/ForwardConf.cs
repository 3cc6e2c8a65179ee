namespace Gateway.Planning.Services.Firewall;

/// <summary>Renders the rules by which machines inside serve ports of the outside's address.</summary>
internal static class ForwardConf
{
    private const string Origin = "firewall.forward";

    /// <summary>
    /// The destination is matched as "an address of this card", so that the rules follow an address that the provider changes. From the inside the
    /// outside's address is every own one that is not of the inside.
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
                FirewallConf.Rule(
                    chain,
                    $"iifname \"{config.InsideInterface}\" ip daddr != {config.InsideSubnet} fib daddr type local {protocol} dport {forward.Ports}",
                    target,
                    forward.Origin);
            }
        }
    }

    /// <summary>Only what a rule above has given its destination. A source that nobody in the Internet has is forged, unless the outside itself is such a network.</summary>
    public static void Pass(ConfText chain, FirewallConfig config)
    {
        if (config.Forwards.IsEmpty)
        {
            return;
        }

        const string nowhere = "{ 10.0.0.0/8, 100.64.0.0/10, 169.254.0.0/16, 172.16.0.0/12, 192.0.0.0/24, 192.0.2.0/24, 192.168.0.0/16, 198.18.0.0/15, 198.51.100.0/24, 203.0.113.0/24 }";
        FirewallConf.Drop(chain, config, $"iifname \"{config.OutsideInterface}\" ip saddr {nowhere} ct original ip daddr != {nowhere}", Origin);
        FirewallConf.Rule(chain, $"iifname {{ \"{config.OutsideInterface}\", \"{config.InsideInterface}\" }} oifname \"{config.InsideInterface}\" ct status dnat", "accept", Origin);
    }

    /// <summary>A machine inside that comes by the outside's address gets its answers by the gateway; who comes from outside keeps its own address.</summary>
    public static void Hairpin(ConfText chain, FirewallConfig config)
    {
        if (!config.Forwards.IsEmpty)
        {
            FirewallConf.Rule(chain, $"oifname \"{config.InsideInterface}\" ip saddr {config.InsideSubnet} ct status dnat", "masquerade", Origin);
        }
    }
}
