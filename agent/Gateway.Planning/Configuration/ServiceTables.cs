using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary>The tables on services.</summary>
internal static class ServiceTables
{
    public static SettingTable Dns { get; } = new("dns", "The resolver of the inside.",
    [
        new Setting<bool>("enabled", SettingTypes.Boolean, (config, value) => config with { Dns = config.Dns with { Enabled = value } })
        {
            Default = "true",
            Example = "true",
            Limits = "true or false",
            Doc = "Answer DNS questions from the inside.",
        },
        new Setting<DnsMode>("mode", SettingTypes.Word<DnsMode>(), (config, value) => config with { Dns = config.Dns with { Mode = value } })
        {
            Default = "\"recursive\"",
            Example = "\"recursive\"",
            Limits = "recursive, provider, forward or tls",
            Doc = "Whom the resolver asks: recursive, the authoritative servers from the root down; provider, the resolvers the provider names; forward, the upstreams; tls, the upstreams over TLS alone.",
        },
        new Setting<ImmutableArray<string>>("upstreams", SettingTypes.List(ResolverText.Parse), (config, value) => config with { Dns = config.Dns with { Upstreams = value } })
        {
            Default = "[]",
            Example = "[\"9.9.9.9\", \"2620:fe::fe\"]",
            Limits = "IPv4 or IPv6 addresses, each with @port where it is not 53 (with tls: 853), with mode tls each with #NAME; needed with forward and tls, an error with the others",
            Doc = "The resolvers that are asked with mode forward or tls; NAME is the one in the resolver's certificate.",
        },
        new Setting<bool>("dnssec", SettingTypes.Boolean, (config, value) => config with { Dns = config.Dns with { Dnssec = value } })
        {
            Default = "true",
            Example = "true",
            Limits = "true or false",
            Doc = "Check signatures and refuse forged answers.",
        },
        new Setting<bool>("lease-names", SettingTypes.Boolean, (config, value) => config with { Dns = config.Dns with { LeaseNames = value } })
        {
            Default = "true",
            Example = "true",
            Limits = "true or false",
            Doc = "Give each client the name in the domain that it asks for with its lease.",
        },
        new Setting<string>("root-hints", SettingTypes.Text(ZoneFileText.ParseRootHints), (config, value) => config with { Dns = config.Dns with { RootHints = value } })
        {
            WhenUnset = "the Internet's root servers",
            Example = "\". NS a.root.example.\\na.root.example. A 192.0.2.53\"",
            Limits = "records NS, A and AAAA in zone-file format, one a line; at least one server with its address",
            Doc = "The root servers, for a network with a root of its own.",
        },
        new Setting<ImmutableArray<string>>("trust-anchor", SettingTypes.List(ZoneFileText.ParseTrustAnchor), (config, value) => config with { Dns = config.Dns with { TrustAnchor = value } })
        {
            Default = "[]",
            Example = "[\". IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D\"]",
            Limits = "DS or DNSKEY records of the root in zone-file format",
            Doc = "The keys that DNSSEC rests on; none: those of the Internet's root, kept current by themselves.",
        },
        .. DnsSettings.All,
        .. BlockListTable.Settings,
    ]);

    public static SettingTable Time { get; } = new("time", "The clock.",
    [
        new Setting<bool>("enabled", SettingTypes.Boolean, (config, value) => config with { Time = config.Time with { Enabled = value } })
        {
            Default = "true",
            Example = "true",
            Limits = "true or false",
            Doc = "Serve the time to the inside.",
        },
        new Setting<ImmutableArray<string>>("servers", SettingTypes.List(TimeServerText.Parse), (config, value) => config with { Time = config.Time with { Servers = value } })
        {
            Default = "[\"0.debian.pool.ntp.org\", \"1.debian.pool.ntp.org\", \"2.debian.pool.ntp.org\"]",
            Example = "[\"ntp.example.org\", \"192.0.2.123\"]",
            Limits = "names or addresses; [] lets the clock run free",
            Doc = "The NTP servers that the box's own clock follows.",
        },
    ]);

    public static SettingTable Logging { get; } = new("logging", "What the daemons say.",
    [
        new Setting<ImmutableArray<string>>("debug", SettingTypes.Words(LoggingDefaults.DebugServices), (config, value) => config with { Logging = config.Logging with { Debug = value } })
        {
            Default = "[]",
            Example = "[\"kea\"]",
            Limits = "of network, kea, unbound, knot, radvd, squid, registry, mirror and agent",
            Doc = "The services whose daemons log every single thing they do, to find a fault.",
        },
    ]);
}
