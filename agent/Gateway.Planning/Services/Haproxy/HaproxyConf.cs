namespace Gateway.Planning.Services.Haproxy;

/// <summary>Renders <c>haproxy.cfg</c>.</summary>
public static class HaproxyConf
{
    private const int Connections = 512;

    public static string Render(HaproxyConfig config)
    {
        var text = new ConfText()
            .Block("global", static global => global
                .Line("user haproxy")
                .Line("group haproxy")
                .Line("chroot /var/lib/haproxy")
                .Line("log stderr format raw daemon warning")
                .Line("nbthread 1")
                .Line($"maxconn {Connections}"))
            .Line("")
            .Block("defaults", static defaults => defaults
                .Line("mode http")
                .Line("log global")
                .Line("timeout client 10s")
                .Line("timeout http-request 10s")
                .Line("timeout http-keep-alive 5s"));
        foreach (var frontend in config.Frontends)
        {
            Frontend(text.Line(""), frontend);
        }

        return text.ToString();
    }

    private static void Frontend(ConfText text, HaproxyFrontend config) => text.Block($"frontend {config.Name}", frontend => frontend
        .Lines(config.Addresses.Select(static address => $"bind {(address.Contains(':') ? $"[{address}]" : address)}:{HaproxyConfig.Port}"))
        .Line("http-request deny deny_status 405 if !{ method GET HEAD }")
        .Line($"http-request return status 200 content-type {ProxyAutoConfig.MediaType} string {Quoted(config.AutoConfig.ToText())} hdr Cache-Control max-age=300 if {{ path {ProxyAutoConfig.Path} {ProxyAutoConfig.OtherPath} }}")
        .Line("http-request return status 404"));

    /// <summary>Within single quotes haproxy takes everything as it is.</summary>
    private static string Quoted(string text) => text.AsSpan().IndexOfAny("'\r\n") < 0
        ? $"'{text}'"
        : throw new FormatException($"rendering haproxy.cfg: what it is to serve has a single quote or a line end: {text}");
}
