using Gateway.Planning.Configuration;
using Gateway.Planning.Services.Mirror;

namespace Gateway.Planning.Services.Haproxy;

/// <summary>Renders what of <c>haproxy.cfg</c> speaks TLS, and the lists of certificates that go with it.</summary>
public static class SecureConf
{
    public const string ListPath = "/etc/haproxy/secure.list";
    public const string MirrorListPath = "/etc/haproxy/mirror.list";

    /// <summary>Whose certificate was found good; unset without one. The CA's own names for its clients have no other form.</summary>
    internal const string Client = "txn.client";
    private const string ClientForm = "^[a-z0-9][a-z0-9-]{0,62}$";

    /// <summary>What the log is for: refusals. A 404 is a registry's everyday answer.</summary>
    private const string Worth = "400:403 405 421 429";

    /// <summary>
    /// No session is resumed: each connection shows its certificate anew, to the name that it asks for, and a revocation holds at once.
    /// What a former process has begun it ends, within bounds.
    /// </summary>
    public static void Global(ConfText global, SecureConfig config) => global
        .Line("hard-stop-after 30m")
        .Line($"ssl-default-bind-options ssl-min-ver {(config.TlsMinimum == TlsVersion.Tls13 ? "TLSv1.3" : "TLSv1.2")} no-tls-tickets")
        .Line("ssl-default-bind-ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES256-GCM-SHA384")
        .Line("ssl-default-bind-ciphersuites TLS_AES_128_GCM_SHA256:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_256_GCM_SHA384")
        .Line("tune.ssl.cachesize 0");

    public static void Render(ConfText text, SecureConfig config)
    {
        text.Line("").Block("frontend secure", frontend => Frontend(frontend, config));
        if (config.Enrolment)
        {
            EnrolmentConf.Render(text);
        }

        if (config.Registry)
        {
            RegistryBackend.Render(text, config);
        }

        foreach (var mirror in config.Mirrors)
        {
            MirrorBackend.Render(text, mirror);
        }
    }

    /// <summary>A line for each name: its certificate, and whether the client needs one. The box's own certificate says itself for which names it is.</summary>
    public static string List(SecureConfig config) => new ConfText()
        .LineIf(config.Enrolment, Entry(ServedCertificates.Gateway, isRequired: false))
        .LineIf(config.Registry, Entry(ServedCertificates.Registry, !config.AnonymousPull, [.. config.RegistryNames]))
        .Lines(config.Mirrors.Select(mirror => Entry(mirror, config)))
        .ToString();

    public static string MirrorList(SecureConfig config) => new ConfText()
        .Lines(config.Mirrors.Where(static mirror => mirror.IsDockerHub).Select(mirror => Entry(mirror, config)))
        .ToString();

    private static string Entry(MirrorInstance mirror, SecureConfig config) =>
        Entry(ServedCertificates.Mirror, !mirror.Mirror.AnonymousPull, config.NameOf(mirror));

    private static string Entry(string certificate, bool isRequired, params ReadOnlySpan<string> names)
    {
        var authorities = ServedCertificates.PathOf(ServedCertificates.ClientAuthorities);
        var revoked = ServedCertificates.PathOf(ServedCertificates.Revoked);
        var entry = $"{ServedCertificates.PathOf(certificate)} [verify {(isRequired ? "required" : "optional")} ca-file {authorities} crl-file {revoked}]";
        return names.IsEmpty ? entry : $"{entry} {string.Join(' ', names!)}";
    }

    /// <summary>Which service is meant says the name that the certificate was chosen by, never the request's own Host.</summary>
    private static void Frontend(ConfText frontend, SecureConfig config) => frontend
            .Lines(HaproxyConf.Binds(config.Addresses, SecureConfig.Port, $"ssl crt-list {ListPath} strict-sni alpn http/1.1"))
            .Lines(config.HasHub ? HaproxyConf.Binds(config.Addresses, SecureConfig.MirrorPort, $"ssl crt-list {MirrorListPath} strict-sni alpn http/1.1") : [])
            .Line("timeout client 10m")
            .Line($"log-format \"%ci %[ssl_fc_sni] client=%[var({Client})] %HM %HPO %ST %B\"")
            .Line($"http-request set-var({Client}) ssl_c_s_dn(CN) if {{ ssl_c_used }} {{ ssl_c_verify 0 }} {{ ssl_c_s_dn(CN) -m reg {ClientForm} }}")
            .Line("http-request del-header Forwarded")
            .Line("http-request del-header X- -m beg")
            .Line("http-request set-header X-Forwarded-Proto https")
            .LineIf(!config.LogsRequests, $"http-after-response set-log-level silent if !{{ status {Worth} }}")
            .Line($"http-after-response set-log-level notice{(config.LogsRequests ? "" : $" if {{ status {Worth} }}")}")
            .LineIf(config.Registry, $"use_backend registry if {{ ssl_fc_sni,lower -m str {string.Join(' ', config.RegistryNames)} }}")
            .Lines(config.Mirrors.Select(mirror => $"use_backend {MirrorBackend.NameOf(mirror)} if {{ ssl_fc_sni,lower -m str {config.NameOf(mirror)} }}"))
            .LineIf(config.Enrolment, $"default_backend {EnrolmentConf.Name}");
}
