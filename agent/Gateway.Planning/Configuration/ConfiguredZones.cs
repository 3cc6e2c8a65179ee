namespace Gateway.Planning.Configuration;

/// <summary>The zones of a configuration: the outside, and those of its segments.</summary>
internal static class ConfiguredZones
{
    public static string[] Of(GatewayConfig config) => [SegmentNameText.Outside, .. config.Segments.Select(SegmentDefaults.Zone).Distinct()];

    public static IEnumerable<SegmentConfig> SegmentsOf(GatewayConfig config, string zone) => config.Segments.Where(segment => SegmentDefaults.Zone(segment) == zone);

    /// <summary>Whether IPv6 is passed on between two zones.</summary>
    public static bool HaveIpv6(GatewayConfig config, string from, string to) =>
        config.Outside.Ipv6Prefix is not null && new[] { from, to }.All(zone => zone == SegmentNameText.Outside || SegmentsOf(config, zone).Any(static segment => segment.Ipv6 != "off"));
}
