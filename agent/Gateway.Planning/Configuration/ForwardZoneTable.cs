using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary>The table of the domains that have resolvers of their own.</summary>
internal static class ForwardZoneTable
{
    public static SettingTable ForwardZone { get; } = new("dns.forward-zone", "A domain that resolvers of its own are asked for; as many as there are domains.",
    [
        new Setting<string>("domain", SettingTypes.Text(DomainText.ParseHost), (config, value) => Last(config, zone => zone with { Domain = value }))
        {
            IsRequired = true,
            WhenUnset = "an error: it says which names are meant",
            Example = "\"corp.example\"",
            Limits = "a domain name in ASCII, without a point at its end; not [system] domain",
            Doc = "The domain, with all names under it.",
        },
        new Setting<ImmutableArray<string>>("upstreams", SettingTypes.List(ResolverText.Parse), (config, value) => Last(config, zone => zone with { Upstreams = value }))
        {
            IsRequired = true,
            WhenUnset = "an error: somebody must be asked",
            Example = "[\"10.8.0.1\", \"10.8.0.2\"]",
            Limits = "IPv4 or IPv6 addresses, each with @port where it is not 53 (over TLS: 853); all with #NAME, or none",
            Doc = "The resolvers that are asked for it, over TLS alone if they have names.",
        },
        new Setting<bool>("dnssec", SettingTypes.Boolean, (config, value) => Last(config, zone => zone with { Dnssec = value }))
        {
            Default = "true",
            Example = "false",
            Limits = "true or false",
            Doc = "False: take the domain's answers without signatures, as those of a private zone are.",
        },
        new Setting<bool>("private-addresses", SettingTypes.Boolean, (config, value) => Last(config, zone => zone with { PrivateAddresses = value }))
        {
            Default = "true",
            Example = "true",
            Limits = "true or false",
            Doc = "Let the domain's names have private addresses.",
        },
    ])
    { Begin = config => config with { Dns = config.Dns with { ForwardZones = config.Dns.ForwardZones.Add(new ForwardZoneConfig()) } } };

    private static GatewayConfig Last(GatewayConfig config, Func<ForwardZoneConfig, ForwardZoneConfig> change) => config with
    {
        Dns = config.Dns with { ForwardZones = config.Dns.ForwardZones.SetItem(config.Dns.ForwardZones.Length - 1, change(config.Dns.ForwardZones[^1])) },
    };
}
