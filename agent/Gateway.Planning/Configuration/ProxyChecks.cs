namespace Gateway.Planning.Configuration;

/// <summary>What rests on the proxy needs the proxy, and who is led to it needs its name.</summary>
internal static class ProxyChecks
{
    private const string Enabled = "proxy.enabled";
    private const string Wpad = "proxy.wpad";
    private const string Names = "dns.enabled";

    public static void Run(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var proxyOnly = config.Segments
            .Where(static segment => segment.Egress == Egress.ProxyOnly)
            .Select(static segment => $"{segment.Table}.egress")
            .ToList();
        if (!config.Dns.Enabled)
        {
            foreach (var egress in proxyOnly.Where(egress => places.AreGood(Names, egress)))
            {
                errors.Add(
                    places.Of(egress)!.Value,
                    $"{egress} keeps the computers there from every resolver but the gateway's, but {places.Describe(Names)} is false: they could not look up a name",
                    "delete one of the two lines");
            }
        }

        if (config.Proxy.Enabled)
        {
            return;
        }

        if (places.AreGood(Enabled, Wpad) && config.Proxy.Wpad)
        {
            errors.Add(
                places.Of(Wpad)!.Value,
                $"{Wpad} tells browsers of the proxy, but {places.Describe(Enabled)} is false",
                "delete one of the two lines");
        }

        foreach (var egress in proxyOnly.Where(egress => places.AreGood(Enabled, egress)))
        {
            errors.Add(
                places.Of(egress)!.Value,
                $"{egress} leaves the proxy as the only way out, but {places.Describe(Enabled)} is false",
                "delete one of the two lines");
        }
    }
}
