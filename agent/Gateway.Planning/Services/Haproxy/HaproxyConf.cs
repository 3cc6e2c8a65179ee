using Gateway.Planning.Services.Authority;

namespace Gateway.Planning.Services.Haproxy;

/// <summary>Renders <c>haproxy.cfg</c>.</summary>
public static class HaproxyConf
{
    private const int Connections = 512;

    /// <summary>With transfers, of which a client has several at a time.</summary>
    private const int SecureConnections = 2048;

    public static string Render(HaproxyConfig config)
    {
        var text = new ConfText()
            .Block("global", global => Global(global, config))
            .Line("")
            .Block("defaults", static defaults => defaults
                .Line("mode http")
                .Line("log global")
                .Line("timeout connect 5s")
                .Line("timeout server 30s")
                .Line("timeout client 10s")
                .Line("timeout http-request 10s")
                .Line("timeout http-keep-alive 5s"));
        foreach (var frontend in config.Frontends)
        {
            text.Line("").Block($"frontend {frontend.Name}", block => Plain(block, frontend));
        }

        if (config.Secure is { } secure)
        {
            SecureConf.Render(text, secure);
        }

        return text.ToString();
    }

    internal static IEnumerable<string> Binds(IEnumerable<string> addresses, int port, string options = "") =>
        addresses.Select(address => $"bind {(address.Contains(':') ? $"[{address}]" : address)}:{port}{(options.Length > 0 ? " " : "")}{options}");

    /// <summary>Within single quotes haproxy takes everything as it is.</summary>
    internal static string Quoted(string text) => text.AsSpan().IndexOfAny("'\r\n") < 0
        ? $"'{text}'"
        : throw new FormatException($"rendering haproxy.cfg: what it is to serve has a single quote or a line end: {text}");

    private static void Global(ConfText global, HaproxyConfig config)
    {
        global
            .Line("user haproxy")
            .Line("group haproxy")
            .Line("chroot /var/lib/haproxy")
            .Line($"log stderr format raw daemon {(config.Secure is null ? "warning" : "notice")}");
        if (config.Secure is { } secure)
        {
            global.Line($"maxconn {SecureConnections}");
            SecureConf.Global(global, secure);
        }
        else
        {
            global.Line("nbthread 1").Line($"maxconn {Connections}");
        }
    }

    private static void Plain(ConfText frontend, HaproxyFrontend config)
    {
        frontend
            .Lines(Binds(config.Addresses, HaproxyConfig.Port))
            .Line("http-request deny deny_status 405 if !{ method GET HEAD }");
        if (config.AutoConfig is { } autoConfig)
        {
            frontend.Line($"http-request return status 200 content-type {ProxyAutoConfig.MediaType} string {Quoted(autoConfig.ToText())} hdr Cache-Control max-age=300 if {{ path {ProxyAutoConfig.Path} {ProxyAutoConfig.OtherPath} }}");
        }

        frontend
            .LineIf(config.GivesRoot, $"http-request return status 200 content-type application/x-x509-ca-cert file {ServedCertificates.PathOf(ServedCertificates.Root)} if {{ path /ca.crt }}")
            .LineIf(config.GivesRoot, $"http-request return status 200 content-type text/plain file {AuthorityDefaults.EnrolScript} if {{ path /enrol.sh }}")
            .Line("http-request return status 404");
    }
}
