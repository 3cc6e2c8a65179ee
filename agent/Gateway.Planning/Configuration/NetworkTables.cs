using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary>The tables on links and segments.</summary>
internal static class NetworkTables
{
    private const string SelectorForm = "mac:MAC, path:PATH or name:NAME, as listed in status/nics.txt and on the screen";

    public static SettingTable Outside { get; } = new("outside", "The link towards the provider; nothing on it is trusted.",
    [
        new Setting<NicSelector>("nic", SettingTypes.Text(NicSelectorText.Parse), (config, value) => config with { Outside = config.Outside with { Nic = value } })
        {
            WhenUnset = "the role is unset: nothing is forwarded, and the screen lists the cards",
            Example = "\"mac:52:54:00:12:34:56\"",
            Limits = SelectorForm,
            Doc = "The network card that goes to the provider.",
        },
        new Setting<LinkMode>("mode", SettingTypes.Word<LinkMode>(), (config, value) => config with { Outside = config.Outside with { Mode = value } })
        {
            Default = "\"dhcp\"",
            Example = "\"dhcp\"",
            Limits = "dhcp",
            Doc = "How the link gets its IPv4 address: dhcp, from the provider's DHCP server.",
        },
        new Setting<string>("mac", SettingTypes.Text(MacText.Parse), (config, value) => config with { Outside = config.Outside with { Mac = value } })
        {
            WhenUnset = "derived from the device's machine id, the same for the life of the device",
            Example = "\"02:00:5e:10:20:30\"",
            Limits = "a unicast MAC address",
            Doc = "The MAC address shown to the provider, for those who give service to one address only.",
        },
        new Setting<int>("mtu", SettingTypes.Integer(576, 9216), (config, value) => config with { Outside = config.Outside with { Mtu = value } })
        {
            WhenUnset = "the card's own, which is 1500 for most",
            Example = "1500",
            Limits = "bytes, 576 to 9216",
            Doc = "The largest packet on the link.",
        },
    ]);

    public static SettingTable Inside { get; } = new("inside", "The trusted side: a segment with its card, its addresses and its containers.",
    [
        new Setting<NicSelector>("nic", SettingTypes.Text(NicSelectorText.Parse), (config, value) => config with { Inside = config.Inside with { Nic = value } })
        {
            WhenUnset = "the role is unset: nothing is served, and the screen lists the cards",
            Example = "\"path:pci-0000:02:00.0\"",
            Limits = SelectorForm,
            Doc = "The network card that goes to the computers inside.",
        },
        new Setting<bool>("attach", SettingTypes.Boolean, (config, value) => config with { Inside = config.Inside with { Attach = value } })
        {
            Default = "true",
            Example = "true",
            Limits = "true or false; false together with nic is an error",
            Doc = "False: the segment has no card, only the containers on bcmnet are inside.",
        },
        new Setting<Ipv4Subnet>("ipv4", SettingTypes.Text(Ipv4Subnet.Parse), (config, value) => config with { Inside = config.Inside with { Ipv4 = value.ToString() } })
        {
            Default = "\"192.168.4.1/24\"",
            Example = "\"192.168.4.1/24\"",
            Limits = "an IPv4 address of a machine with prefix length 8 to 29; not the subnet's own or broadcast address",
            Doc = "The gateway's own address inside, with the prefix length of the segment.",
        },
        new Setting<string>("ipv6", SettingTypes.Text(Ipv6Text.ParseSegment), (config, value) => config with { Inside = config.Inside with { Ipv6 = value } })
        {
            Default = "\"auto\"",
            Example = "\"fd12:3456:789a:1::/64\"",
            Limits = "auto, off, or a unique local prefix (fd…) of length 64",
            Doc = "The segment's unique local IPv6 prefix: auto, a /64 of the device's own random one; off, no IPv6 inside.",
        },
        new Setting<Egress>("egress", SettingTypes.Word<Egress>(), (config, value) => config with { Inside = config.Inside with { Egress = value } })
        {
            Default = "\"open\"",
            Example = "\"proxy-only\"",
            Limits = "open or proxy-only; proxy-only with the proxy off is an error",
            Doc = "How the segment reaches the outside: open, directly; proxy-only, through the proxy alone.",
        },
    ]);

    public static SettingTable Dhcp { get; } = new("inside.dhcp", "The DHCPv4 server of the segment.",
    [
        new Setting<bool>("enabled", SettingTypes.Boolean, (config, value) => WithDhcp(config, dhcp => dhcp with { Enabled = value }))
        {
            Default = "true",
            Example = "true",
            Limits = "true or false",
            Doc = "Hand out addresses inside.",
        },
        new Setting<AddressRange>("pool", SettingTypes.Text(AddressRangeText.Parse), (config, value) => WithDhcp(config, dhcp => dhcp with { Pool = value }))
        {
            WhenUnset = "192.168.4.50-192.168.4.199, or the matching middle part of another subnet",
            Example = "\"192.168.4.50-192.168.4.199\"",
            Limits = "first-last, both in the inside subnet; without the gateway's and the host's address",
            Doc = "The first and the last address handed out.",
        },
        new Setting<ImmutableArray<string>>("pools", SettingTypes.List(AddressRangeText.ParseText), (config, value) => WithDhcp(config, dhcp => dhcp with { Pools = [.. value.Select(AddressRangeText.From)] }))
        {
            Default = "[]",
            Example = "[\"192.168.4.50-192.168.4.99\", \"192.168.4.150-192.168.4.199\"]",
            Limits = "each first-last, as pool; none over another; an error together with pool",
            Doc = "Several such ranges, in the place of one.",
        },
        new Setting<TimeSpan>("lease-time", SettingTypes.Text(text => DurationText.Parse(text, "2m", "30d")), (config, value) => WithDhcp(config, dhcp => dhcp with { LeaseTime = value }))
        {
            Default = "\"6h\"",
            Example = "\"6h\"",
            Limits = "a duration (s, m, h or d) from 2m to 30d",
            Doc = "How long a computer may keep its address without asking again.",
        },
    ]);

    private static GatewayConfig WithDhcp(GatewayConfig config, Func<DhcpConfig, DhcpConfig> change) =>
        config with { Inside = config.Inside with { Dhcp = change(config.Inside.Dhcp) } };
}
