namespace Gateway.Planning.Configuration;

/// <summary>Which segment a setting is about, so that one list of settings serves them all.</summary>
internal sealed record SegmentLens(Func<GatewayConfig, SegmentConfig> Of, Func<GatewayConfig, SegmentConfig, GatewayConfig> With)
{
    public static SegmentLens Inside { get; } = new(static config => config.Inside, static (config, segment) => config with { Inside = segment });

    /// <summary>The further segment that is being read.</summary>
    public static SegmentLens Last { get; } = new(
        static config => config.FurtherSegments[^1],
        static (config, segment) => config with { FurtherSegments = config.FurtherSegments.SetItem(config.FurtherSegments.Length - 1, segment) });

    public GatewayConfig Change(GatewayConfig config, Func<SegmentConfig, SegmentConfig> change) => With(config, change(Of(config)));

    public GatewayConfig ChangeDhcp(GatewayConfig config, Func<DhcpConfig, DhcpConfig> change) =>
        Change(config, segment => segment with { Dhcp = change(segment.Dhcp) });

    public GatewayConfig ChangeLastOption(GatewayConfig config, Func<DhcpOptionConfig, DhcpOptionConfig> change) =>
        ChangeDhcp(config, dhcp => dhcp with { Options = dhcp.Options.SetItem(dhcp.Options.Length - 1, change(dhcp.Options[^1])) });
}
