namespace Gateway.Planning.Configuration;

/// <summary>What rests on the proxy needs the proxy, and who is led to it needs its name.</summary>
internal static class ProxyChecks
{
    private const string Enabled = "proxy.enabled";
    private const string Wpad = "proxy.wpad";
    private const string Egress = "inside.egress";
    private const string Names = "dns.enabled";

    public static void Run(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        if (places.AreGood(Names, Egress) && !config.Dns.Enabled && config.Inside.Egress == Configuration.Egress.ProxyOnly)
        {
            errors.Add(
                places.Of(Egress)!.Value,
                $"{Egress} keeps the inside from every resolver but the gateway's, but {places.Describe(Names)} is false: nobody inside could look up a name",
                "delete one of the two lines");
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

        if (places.AreGood(Enabled, Egress) && config.Inside.Egress == Configuration.Egress.ProxyOnly)
        {
            errors.Add(
                places.Of(Egress)!.Value,
                $"{Egress} leaves the proxy as the only way out, but {places.Describe(Enabled)} is false",
                "delete one of the two lines");
        }
    }
}
