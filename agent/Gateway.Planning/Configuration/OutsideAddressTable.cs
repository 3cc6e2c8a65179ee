using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary>The keys of <c>[outside]</c> on addresses that the provider gives to be written down.</summary>
internal static class OutsideAddressTable
{
    public static ImmutableArray<Setting> Settings { get; } =
    [
        new Setting<string>("ipv4", SettingTypes.Text(OutsideAddressText.ParseIpv4), (config, value) => Change(config, link => link with { Ipv4 = value }))
        {
            WhenUnset = "the provider's DHCP server gives one; with mode static an error",
            Example = "\"203.0.113.17/29\"",
            Limits = "an IPv4 address with prefix length 8 to 32, with no address in common with a segment; with mode static alone",
            Doc = "The outside's own IPv4 address.",
        },
        new Setting<string>("gateway", SettingTypes.Text(static text => Ipv4Text.ParseHost(text) is { IsGood: true } ? Parsed.Good(text) : Parsed.Bad<string>(Ipv4Text.ParseHost(text).Error!, Ipv4Text.ParseHost(text).Hint)), (config, value) => Change(config, link => link with { Gateway = value }))
        {
            WhenUnset = "the provider's DHCP server names one; with mode static an error",
            Example = "\"203.0.113.22\"",
            Limits = "an IPv4 address of the same subnet, or with /32 any; with mode static alone",
            Doc = "The provider's IPv4 router.",
        },
        new Setting<string>("ipv6", SettingTypes.Text(OutsideAddressText.ParseIpv6), (config, value) => Change(config, link => link with { Ipv6 = value }))
        {
            WhenUnset = "the outside has no IPv6",
            Example = "\"2001:db8:f::2/64\"",
            Limits = "an IPv6 address with prefix length 32 to 128; needs ipv6-gateway",
            Doc = "The outside's own IPv6 address, with any mode.",
        },
        new Setting<string>("ipv6-gateway", SettingTypes.Text(OutsideAddressText.ParseIpv6Router), (config, value) => Change(config, link => link with { Ipv6Gateway = value }))
        {
            WhenUnset = "there is none; with ipv6 an error",
            Example = "\"2001:db8:f::1\"",
            Limits = "an IPv6 address of the same network, or a link-local one such as fe80::1; needs ipv6",
            Doc = "The provider's IPv6 router.",
        },
        new Setting<string>("ipv6-prefix", SettingTypes.Text(OutsideAddressText.ParsePrefix), (config, value) => Change(config, link => link with { Ipv6Prefix = value }))
        {
            WhenUnset = "computers inside have no IPv6 addresses by which they reach the outside",
            Example = "\"2001:db8:100::/56\"",
            Limits = "a prefix of length 32 to 64 with a /64 for each segment that has IPv6, without the outside's own network; needs ipv6",
            Doc = "The IPv6 prefix that the provider routes to the outside's address; the segments get a /64 of it each.",
        },
    ];

    private static GatewayConfig Change(GatewayConfig config, Func<LinkConfig, LinkConfig> change) => config with { Outside = change(config.Outside) };
}
