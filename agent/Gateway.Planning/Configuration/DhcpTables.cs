using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary>The tables on the DHCPv4 server of a segment.</summary>
internal static class DhcpTables
{
    public static SettingTable Inside { get; } = Of(
        "inside", SegmentLens.Inside, "both in the inside subnet; without the gateway's and the host's address", "192.168.4", "or the matching middle part of another subnet");

    public static SettingTable Further { get; } = Of(
        SegmentTables.Name, SegmentLens.Last, "both in the segment's subnet; without the gateway's address", "192.168.20", "or whatever is the middle part of the segment's subnet");

    private static SettingTable Of(string segment, SegmentLens lens, string bounds, string network, string other) => new($"{segment}.dhcp", "The DHCPv4 server of the segment.",
    [
        new Setting<bool>("enabled", SettingTypes.Boolean, (config, value) => lens.ChangeDhcp(config, dhcp => dhcp with { Enabled = value }))
        {
            Default = "true",
            Example = "true",
            Limits = "true or false",
            Doc = "Hand out addresses inside.",
        },
        new Setting<AddressRange>("pool", SettingTypes.Text(AddressRangeText.Parse), (config, value) => lens.ChangeDhcp(config, dhcp => dhcp with { Pool = value }))
        {
            WhenUnset = $"{network}.50-{network}.199, {other}",
            Example = $"\"{network}.50-{network}.199\"",
            Limits = $"first-last, {bounds}",
            Doc = "The first and the last address handed out.",
        },
        new Setting<ImmutableArray<string>>("pools", SettingTypes.List(AddressRangeText.ParseText), (config, value) => lens.ChangeDhcp(config, dhcp => dhcp with { Pools = [.. value.Select(AddressRangeText.From)] }))
        {
            Default = "[]",
            Example = $"[\"{network}.50-{network}.99\", \"{network}.150-{network}.199\"]",
            Limits = "each first-last, as pool; none over another; an error together with pool",
            Doc = "Several such ranges, in the place of one.",
        },
        new Setting<TimeSpan>("lease-time", SettingTypes.Text(text => DurationText.Parse(text, "2m", "30d")), (config, value) => lens.ChangeDhcp(config, dhcp => dhcp with { LeaseTime = value }))
        {
            Default = "\"6h\"",
            Example = "\"6h\"",
            Limits = "a duration (s, m, h or d) from 2m to 30d",
            Doc = "How long a computer may keep its address without asking again.",
        },
    ]);
}
