namespace Gateway.Planning.Services.Radvd;

/// <summary>Renders <c>radvd.conf</c>.</summary>
public static class RadvdConf
{
    public static string Render(RadvdConfig config)
    {
        var text = new ConfText();
        foreach (var link in config.Links)
        {
            Link(text, link);
        }

        return text.ToString();
    }

    private static void Link(ConfText text, RadvdLink config) => text
        .Block($"interface {config.Interface} {{", link =>
        {
            link
                .Line("AdvSendAdvert on;")
                .Line("AdvManagedFlag off;")
                .Line("AdvOtherConfigFlag off;")
                .Line($"MinRtrAdvInterval {RadvdDefaults.MinInterval};")
                .Line($"MaxRtrAdvInterval {RadvdDefaults.MaxInterval};")
                .Line($"AdvDefaultLifetime {config.RouterLifetime};");
            foreach (var prefix in config.Prefixes)
            {
                Prefix(link, prefix);
            }

            foreach (var route in config.Routes)
            {
                link.Block($"route {route} {{", static block => block.Line($"AdvRouteLifetime {RadvdDefaults.RouterLifetime};"), "};");
            }

            Names(link, config);
        }, "};");

    private static void Prefix(ConfText link, string prefix) => link
        .Block($"prefix {prefix} {{", static prefix => prefix
            .Line("AdvOnLink on;")
            .Line("AdvAutonomous on;")
            .Line($"AdvPreferredLifetime {RadvdDefaults.PreferredLifetime};")
            .Line($"AdvValidLifetime {RadvdDefaults.ValidLifetime};"), "};");

    private static void Names(ConfText link, RadvdLink config)
    {
        if (config.DnsServer is not null)
        {
            link.Block($"RDNSS {config.DnsServer} {{", static block => block
                .Line($"AdvRDNSSLifetime {RadvdDefaults.DnsLifetime};"), "};");
        }

        link.Block($"DNSSL {config.Domain} {{", static block => block
            .Line($"AdvDNSSLLifetime {RadvdDefaults.DnsLifetime};"), "};");
    }
}
