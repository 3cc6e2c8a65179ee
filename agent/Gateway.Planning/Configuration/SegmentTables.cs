using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary>The table on the further segments.</summary>
internal static class SegmentTables
{
    /// <summary>As documented; in a file a name stands in the place of NAME.</summary>
    public const string Name = "segment.NAME";

    private const string Networks = "A network beside the inside: a VLAN of its card, with subnets, names and rules of its own; as many as there are names.";

    public static SettingTable Segment { get; } = new(Name, Networks,
    [
        new Setting<int>("vlan", SettingTypes.Integer(1, 4094), (config, value) => Change(config, segment => segment with { Vlan = value }))
        {
            IsRequired = true,
            WhenUnset = "an error: every segment has a VLAN",
            Example = "20",
            Limits = "1 to 4094; none twice; with attach = false an error",
            Doc = "The VLAN of the inside card (IEEE 802.1Q) that the segment is.",
        },
        new Setting<Ipv4Subnet>("ipv4", SettingTypes.Text(Ipv4Subnet.Parse), (config, value) => Change(config, segment => segment with { Ipv4 = value.ToString() }))
        {
            IsRequired = true,
            WhenUnset = "an error: every segment has a subnet",
            Example = "\"192.168.20.1/24\"",
            Limits = "as in [inside]; without an address in common with another segment",
            Doc = "The gateway's own address in the segment, with the prefix length of it.",
        },
        new Setting<string>("ipv6", SettingTypes.Text(Ipv6Text.ParseSegment), (config, value) => Change(config, segment => segment with { Ipv6 = value }))
        {
            Default = "\"auto\"",
            Example = "\"fd12:3456:789a:14::/64\"",
            Limits = "auto, off, or a unique local prefix (fd…) of length 64; none twice",
            Doc = "The segment's unique local IPv6 prefix: auto, a /64 of the device's own random one; off, no IPv6 in it.",
        },
        new Setting<string>("zone", SettingTypes.Text(SegmentNameText.ParseZone), (config, value) => Change(config, segment => segment with { Zone = value }))
        {
            WhenUnset = "the segment's name: a zone of its own",
            Example = "\"guest\"",
            Limits = "a segment's name, or another word of small letters, digits and hyphens; not outside",
            Doc = "The zone of the firewall that the segment belongs to; segments of one zone reach each other.",
        },
        new Setting<ImmutableArray<string>>("reach", SettingTypes.List(SegmentNameText.ParseReach), (config, value) => Change(config, segment => segment with { Reach = value }))
        {
            Default = "[\"outside\"]",
            Example = "[\"outside\", \"inside\"]",
            Limits = "outside, inside, or the zone of a segment; [] is none",
            Doc = "The zones to which its computers may begin connections, beside their own.",
        },
        new Setting<Egress>("egress", SettingTypes.Word<Egress>(), (config, value) => Change(config, segment => segment with { Egress = value }))
        {
            Default = "\"open\"",
            Example = "\"open\"",
            Limits = "open or proxy-only; proxy-only without outside in reach, or without the proxy, is an error",
            Doc = "How the segment reaches the outside: open, directly; proxy-only, through the proxy alone.",
        },
        new Setting<bool>("proxy", SettingTypes.Boolean, (config, value) => Change(config, segment => segment with { Proxy = value }))
        {
            Default = "true",
            Example = "true",
            Limits = "true or false",
            Doc = "Let the segment use the proxy, where there is one.",
        },
    ])
    {
        ParseName = SegmentNameText.Parse,
        BeginNamed = static (config, name) => config with { FurtherSegments = config.FurtherSegments.Add(new SegmentConfig { Name = name }) },
    };

    private static GatewayConfig Change(GatewayConfig config, Func<SegmentConfig, SegmentConfig> change) => SegmentLens.Last.Change(config, change);
}
