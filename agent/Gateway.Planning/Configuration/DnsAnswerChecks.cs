namespace Gateway.Planning.Configuration;

/// <summary>A key that another one makes meaningless is an error, not silently without effect.</summary>
internal static class DnsAnswerChecks
{
    private const string Protection = "dns.rebind-protection";
    private const string Domains = "dns.private-domains";
    private const string Expired = "dns.serve-expired";
    private const string ExpiredTtl = "dns.serve-expired-ttl";

    public static void Run(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        if (places.AreGood(Protection, Domains) && !config.Dns.RebindProtection && !config.Dns.PrivateDomains.IsEmpty)
        {
            errors.Add(
                places.Of(Domains)!.Value,
                $"{Domains} names exceptions, but {places.Describe(Protection)} is false and lets every name have private addresses",
                "delete one of the two lines");
        }

        if (places.AreGood(Expired, ExpiredTtl) && !config.Dns.ServeExpired && places.Of(ExpiredTtl) is { } place)
        {
            errors.Add(place, $"{ExpiredTtl} has no meaning, as {places.Describe(Expired)} is false", "delete one of the two lines");
        }
    }
}
