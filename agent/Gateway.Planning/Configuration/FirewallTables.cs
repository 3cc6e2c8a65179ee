using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary>The tables on what passes between outside and inside.</summary>
internal static class FirewallTables
{
    public static SettingTable Firewall { get; } = new("firewall", "What passes, and what is said of it.",
    [
        new Setting<bool>("offload", SettingTypes.Boolean, (config, value) => config with { Firewall = config.Firewall with { Offload = value } })
        {
            Default = "false",
            Example = "false",
            Limits = "true or false",
            Doc = "Pass the packets of flows that are let through from card to card in a shorter way, past the rules.",
        },
        new Setting<FirewallLog>("log", SettingTypes.Word<FirewallLog>(), (config, value) => config with { Firewall = config.Firewall with { Log = value } })
        {
            Default = "\"none\"",
            Example = "\"none\"",
            Limits = "none or dropped",
            Doc = "What is written to the log: nothing, or the packets that no rule lets through, one a second.",
        },
    ]);

    public static SettingTable Forward { get; } = new("firewall.forward", "Ports of the outside's address that a machine inside serves; as many as there are services.",
    [
        new Setting<PortRange>("port", SettingTypes.Ports, (config, value) => Last(config, forward => forward with { Ports = value }))
        {
            IsRequired = true,
            WhenUnset = "an error: every forward has a port",
            Example = "8443",
            Limits = "1 to 65535, or a range of them such as \"8000-8010\"; no port twice; not udp 68",
            Doc = "The port outside, or the first and the last.",
        },
        new Setting<string>("to", SettingTypes.Text(ForwardTargetText.Parse), (config, value) => Last(config, forward => forward with { To = value }))
        {
            IsRequired = true,
            WhenUnset = "an error: every forward goes to a machine",
            Example = "\"192.168.4.20\"",
            Limits = "the name of a host-entry that has ipv4, or an IPv4 address of the inside or of a segment; not the box itself",
            Doc = "The machine inside that serves the port.",
        },
        new Setting<int>("to-port", SettingTypes.Integer(1, 65535), (config, value) => Last(config, forward => forward with { ToPort = value }))
        {
            WhenUnset = "the same as outside",
            Example = "443",
            Limits = "1 to 65535; not with a range of ports",
            Doc = "The machine's own port.",
        },
        new Setting<string>("protocol", SettingTypes.Word(ForwardDefaults.Protocols), (config, value) => Last(config, forward => forward with { Protocol = value }))
        {
            Default = $"\"{ForwardDefaults.Protocol}\"",
            Example = "\"tcp\"",
            Limits = "tcp, udp or tcp+udp",
            Doc = "The protocol of the port.",
        },
        new Setting<RuleFamily>("family", SettingTypes.Word<RuleFamily>(), (config, value) => Last(config, forward => forward with { Family = value }))
        {
            Default = "\"ipv4\"",
            Example = "\"ipv4\"",
            Limits = "ipv4, ipv6 or any; ipv6 and any need ipv6-prefix in [outside], and a host-entry with ipv6 as to",
            Doc = "By which address it is reached: ipv4, the outside's; ipv6, the machine's own; any, both.",
        },
        new Setting<ImmutableArray<string>>("from", SettingTypes.List(ForwardSourceText.Parse), (config, value) => Last(config, forward => forward with { From = value }))
        {
            Default = "[]",
            Example = "[\"198.51.100.0/24\"]",
            Limits = "addresses of the family, or networks with their prefix length; [] is everybody",
            Doc = "Who outside may come; by the outside's IPv4 address whoever reaches the outside from inside always may.",
        },
    ])
    { Begin = config => config with { Firewall = config.Firewall with { Forwards = config.Firewall.Forwards.Add(new ForwardConfig()) } } };

    private static GatewayConfig Last(GatewayConfig config, Func<ForwardConfig, ForwardConfig> change)
    {
        var forwards = config.Firewall.Forwards;
        return config with { Firewall = config.Firewall with { Forwards = forwards.SetItem(forwards.Length - 1, change(forwards[^1])) } };
    }
}
