using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary>The table on the box's own certificate authority.</summary>
internal static class CertificatesTable
{
    public static SettingTable Certificates { get; } = new("certificates", "What the box's own certificate authority issues.",
    [
        new Setting<ImmutableArray<string>>("names", SettingTypes.List(DomainText.ParseHost), (config, value) => With(config, certificates => certificates with { Names = value }))
        {
            Default = "[]",
            Example = "[\"gateway.example.org\"]",
            Limits = "names of hosts with their domain, 16 at most",
            Doc = "Further names of the box for which the certificate of gateway is valid.",
        },
        new Setting<TimeSpan>("service-life", SettingTypes.Text(static text => DurationText.Parse(text, "2d", "397d")), (config, value) => With(config, certificates => certificates with { ServiceLife = value }))
        {
            Default = "\"30d\"",
            Example = "\"90d\"",
            Limits = "a duration (s, m, h or d) from 2d to 397d",
            Doc = "How long a certificate of the box's own services is valid.",
        },
        new Setting<TimeSpan>("renew-before", SettingTypes.Text(static text => DurationText.Parse(text, "1d", "180d")), (config, value) => With(config, certificates => certificates with { RenewBefore = value }))
        {
            Default = "\"10d\"",
            Example = "\"5d\"",
            Limits = "a duration (s, m, h or d) from 1d to 180d, half of service-life at most",
            Doc = "How long before its end such a certificate is renewed.",
        },
        new Setting<TimeSpan>("client-life", SettingTypes.Text(static text => DurationText.Parse(text, "1d", "825d")), (config, value) => With(config, certificates => certificates with { ClientLife = value }))
        {
            Default = "\"365d\"",
            Example = "\"90d\"",
            Limits = "a duration (s, m, h or d) from 1d to 825d",
            Doc = "How long a client's certificate is valid, unless it is revoked.",
        },
    ]);

    private static GatewayConfig With(GatewayConfig config, Func<CertificatesConfig, CertificatesConfig> change) => config with { Certificates = change(config.Certificates) };
}
