namespace Gateway.Planning.Configuration;

/// <summary>The table of the machines inside that are known by name.</summary>
internal static class HostEntryTables
{
    public static SettingTable HostEntry { get; } = new("host-entry", "A known machine inside, the same to DHCP, names and the firewall; as many as there are machines.",
    [
        new Setting<string>("name", SettingTypes.Text(DomainText.ParseLabel), (config, value) => Last(config, entry => entry with { Name = value }))
        {
            IsRequired = true,
            WhenUnset = "an error: every machine has a name",
            Example = "\"nas\"",
            Limits = "letters, digits and inner hyphens, 63 at most; not a name of the box itself",
            Doc = "The machine's name, without the domain.",
        },
        new Setting<string>("mac", SettingTypes.Text(MacText.Parse), (config, value) => Last(config, entry => entry with { Mac = value }))
        {
            WhenUnset = "the machine is not known by its MAC address",
            Example = "\"52:54:00:aa:bb:cc\"",
            Limits = "a unicast MAC address; not together with client-id",
            Doc = "The MAC address by which DHCP knows the machine.",
        },
        new Setting<string>("client-id", SettingTypes.Text(text => HexBytesText.Parse(text, "client identifier", 2, 255)), (config, value) => Last(config, entry => entry with { ClientId = value }))
        {
            WhenUnset = "the machine is not known by its client identifier",
            Example = "\"01:52:54:00:aa:bb:dd\"",
            Limits = "2 to 255 bytes as pairs of hexadecimal digits with colons; not together with mac",
            Doc = "The client identifier by which DHCPv4 knows the machine (RFC 2132, option 61), for one whose MAC address changes.",
        },
        new Setting<string>("duid", SettingTypes.Text(text => HexBytesText.Parse(text, "DUID", 3, 130)), (config, value) => Last(config, entry => entry with { Duid = value }))
        {
            WhenUnset = "the machine is not known by its DUID",
            Example = "\"00:01:00:01:2c:3d:4e:5f:52:54:00:aa:bb:cc\"",
            Limits = "3 to 130 bytes as pairs of hexadecimal digits with colons",
            Doc = "The DUID by which DHCPv6 knows the machine (RFC 8415).",
        },
        new Setting<uint>("ipv4", SettingTypes.Text(Ipv4Text.ParseHost), (config, value) => Last(config, entry => entry with { Ipv4 = Ipv4Text.Format(value) }))
        {
            WhenUnset = "no IPv4 address is kept for it",
            Example = "\"192.168.4.20\"",
            Limits = "an IPv4 address of the inside or of a segment, in the pool or not; neither the gateway's nor the host's",
            Doc = "The machine's IPv4 address.",
        },
        new Setting<string>("ipv6", SettingTypes.Text(Ipv6Text.ParseInside), (config, value) => Last(config, entry => entry with { Ipv6 = value }))
        {
            WhenUnset = "no IPv6 address is kept for it",
            Example = "\"::20\"",
            Limits = "the last 64 bits, beginning with ::, but not ::1, the gateway's; or an address of the prefix that inside.ipv6 names",
            Doc = "The machine's IPv6 address, best without the prefix: then it holds in every prefix.",
        },
    ])
    { Begin = config => config with { HostEntries = config.HostEntries.Add(new HostEntryConfig()) } };

    private static GatewayConfig Last(GatewayConfig config, Func<HostEntryConfig, HostEntryConfig> change) =>
        config with { HostEntries = config.HostEntries.SetItem(config.HostEntries.Length - 1, change(config.HostEntries[^1])) };
}
