using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary>The keys of <c>[dns]</c> on what is believed, kept and logged.</summary>
internal static class DnsSettings
{
    public const int SmallestCache = 3;
    public const int LargestCache = 512;

    public static ImmutableArray<Setting> All { get; } =
    [
        new Setting<bool>("rebind-protection", SettingTypes.Boolean, (config, value) => With(config, dns => dns with { RebindProtection = value }))
        {
            Default = "true",
            Example = "true",
            Limits = "true or false",
            Doc = "Take private addresses out of the answers for names outside, by which web pages would reach computers inside.",
        },
        new Setting<ImmutableArray<string>>("private-domains", SettingTypes.List(DomainText.ParseHost), (config, value) => With(config, dns => dns with { PrivateDomains = value }))
        {
            Default = "[]",
            Example = "[\"plex.direct\"]",
            Limits = "domain names in ASCII, without a point at the end; not with rebind-protection off",
            Doc = "Domains outside whose names may have private addresses.",
        },
        new Setting<bool>("serve-expired", SettingTypes.Boolean, (config, value) => With(config, dns => dns with { ServeExpired = value }))
        {
            Default = "true",
            Example = "true",
            Limits = "true or false",
            Doc = "While nobody upstream answers, answer with what has expired in the cache.",
        },
        new Setting<TimeSpan>("serve-expired-ttl", SettingTypes.Text(text => DurationText.Parse(text, "1m", "7d")), (config, value) => With(config, dns => dns with { ServeExpiredTtl = value }))
        {
            Default = "\"1d\"",
            Example = "\"3d\"",
            Limits = "a duration (s, m, h or d) from 1m to 7d; not with serve-expired off",
            Doc = "For how long after it has expired.",
        },
        new Setting<int>("cache-size", SettingTypes.Integer(SmallestCache, LargestCache), (config, value) => With(config, dns => dns with { CacheSize = value }))
        {
            Default = "36",
            Example = "36",
            Limits = $"MiB, {SmallestCache} to {LargestCache}",
            Doc = "The memory for answers that are kept; what was not asked for longest goes first.",
        },
        new Setting<bool>("query-log", SettingTypes.Boolean, (config, value) => With(config, dns => dns with { QueryLog = value }))
        {
            Default = "false",
            Example = "false",
            Limits = "true or false",
            Doc = "Log every question with who asked, the answer's code and how long it took.",
        },
    ];

    private static GatewayConfig With(GatewayConfig config, Func<DnsConfig, DnsConfig> change) => config with { Dns = change(config.Dns) };
}
