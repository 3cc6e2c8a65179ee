using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary>The table of the operator's rules between zones.</summary>
internal static class RuleTable
{
    private const string Addresses = "IPv4 and IPv6 addresses, networks with their prefix length, and names of host-entries; [] is all";

    public static SettingTable Rule { get; } = new("firewall.rule", "What passes from one zone to another, beside what the zones themselves say; the first rule that fits decides.",
    [
        new Setting<string>("from", SettingTypes.Text(ZoneText.Parse), (config, value) => Last(config, rule => rule with { From = value }))
        {
            IsRequired = true,
            WhenUnset = "an error: every rule is on packets from somewhere",
            Example = "\"inside\"",
            Limits = "outside, inside, or the zone of a segment",
            Doc = "The zone that the packets come from.",
        },
        new Setting<string>("to", SettingTypes.Text(ZoneText.Parse), (config, value) => Last(config, rule => rule with { To = value }))
        {
            IsRequired = true,
            WhenUnset = "an error: every rule is on packets to somewhere",
            Example = "\"outside\"",
            Limits = "outside, inside, or the zone of a segment; not the box itself",
            Doc = "The zone that the packets go to.",
        },
        new Setting<RuleAction>("action", SettingTypes.Word<RuleAction>(), (config, value) => Last(config, rule => rule with { Action = value }))
        {
            IsRequired = true,
            WhenUnset = "an error: every rule does something",
            Example = "\"drop\"",
            Limits = "accept, drop or reject; accept from outside with family ipv6 alone",
            Doc = "What is done with them: let through, dropped without a word, or refused so that the sender notices at once.",
        },
        new Setting<RuleFamily>("family", SettingTypes.Word<RuleFamily>(), (config, value) => Last(config, rule => rule with { Family = value }))
        {
            Default = "\"any\"",
            Example = "\"ipv4\"",
            Limits = "any, ipv4 or ipv6",
            Doc = "The family of the packets; any is both.",
        },
        new Setting<string>("protocol", SettingTypes.Word(RuleDefaults.Protocols), (config, value) => Last(config, rule => rule with { Protocol = value }))
        {
            Default = $"\"{RuleDefaults.Protocol}\"",
            Example = "\"udp\"",
            Limits = "any, tcp, udp, tcp+udp, icmp, esp or gre",
            Doc = "The protocol of the packets; icmp is that of either family.",
        },
        new Setting<ImmutableArray<PortRange>>("port", PortLists.Type, (config, value) => Last(config, rule => rule with { Ports = value }))
        {
            Default = "[]",
            Example = "[25, \"6000-6063\"]",
            Limits = "1 to 65535, or ranges of them such as \"8000-8010\"; needs protocol tcp, udp or tcp+udp; [] is all",
            Doc = "The ports that the packets go to.",
        },
        new Setting<ImmutableArray<string>>("source", RuleAddressText.Type, (config, value) => Last(config, rule => rule with { Source = value }))
        {
            Default = "[]",
            Example = "[\"192.168.4.64/26\"]",
            Limits = $"{Addresses}; of the zone that from names",
            Doc = "Whom the packets come from.",
        },
        new Setting<ImmutableArray<string>>("destination", RuleAddressText.Type, (config, value) => Last(config, rule => rule with { Destination = value }))
        {
            Default = "[]",
            Example = "[\"198.51.100.0/24\", \"203.0.113.7\"]",
            Limits = $"{Addresses}; of the zone that to names",
            Doc = "Whom the packets go to.",
        },
        new Setting<bool>("log", SettingTypes.Boolean, (config, value) => Last(config, rule => rule with { Log = value }))
        {
            Default = "false",
            Example = "true",
            Limits = "true or false",
            Doc = "Write packets that fit to the log, one a second.",
        },
    ])
    { Begin = config => config with { Firewall = config.Firewall with { Rules = config.Firewall.Rules.Add(new RuleConfig()) } } };

    private static GatewayConfig Last(GatewayConfig config, Func<RuleConfig, RuleConfig> change)
    {
        var rules = config.Firewall.Rules;
        return config with { Firewall = config.Firewall with { Rules = rules.SetItem(rules.Length - 1, change(rules[^1])) } };
    }
}
