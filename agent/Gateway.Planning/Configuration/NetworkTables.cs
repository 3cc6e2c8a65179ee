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
            Limits = "dhcp or static",
            Doc = "How the link gets its IPv4 address: dhcp, from the provider's DHCP server; static, the one written here.",
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
        .. OutsideAddressTable.Settings,
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
        new Setting<ImmutableArray<string>>("reach", SettingTypes.List(SegmentNameText.ParseReach), (config, value) => config with { Inside = config.Inside with { Reach = value } })
        {
            Default = "[\"outside\"]",
            Example = "[\"outside\"]",
            Limits = "outside, or the zone of a segment; [] is none",
            Doc = "The zones to which computers inside may begin connections, beside their own.",
        },
    ]);
}
