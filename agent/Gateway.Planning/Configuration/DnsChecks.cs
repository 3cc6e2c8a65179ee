namespace Gateway.Planning.Configuration;

/// <summary>The resolver's mode and its upstreams belong together.</summary>
internal static class DnsChecks
{
    private const string Mode = "dns.mode";
    private const string Upstreams = "dns.upstreams";

    public static void Run(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        if (!places.AreGood(Mode, Upstreams))
        {
            return;
        }

        var forwards = config.Dns.Mode == DnsMode.Forward;
        if (forwards && config.Dns.Upstreams.IsEmpty)
        {
            errors.Add(
                places.Of(Mode)!.Value,
                $"{Mode} is \"forward\", but there are no resolvers to forward to: {places.Describe(Upstreams)} is empty",
                "write upstreams = [\"9.9.9.9\"] with the addresses of your resolvers below it, or take \"recursive\" or \"provider\"");
        }

        if (!forwards && !config.Dns.Upstreams.IsEmpty)
        {
            var mode = config.Dns.Mode.ToString().ToLowerInvariant();
            errors.Add(
                places.Of(Upstreams)!.Value,
                $"{Upstreams} are not asked, as {places.Describe(Mode)} is \"{mode}\"",
                "write mode = \"forward\" in [dns], or delete this line");
        }

        CheckLoop(config, places, errors);
    }

    private static void CheckLoop(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        const string segment = "inside.ipv4";
        if (!places.AreGood(segment))
        {
            return;
        }

        var own = Ipv4Text.Format(Ipv4Subnet.From(config.Inside.Ipv4).Address);
        if (config.Dns.Upstreams.Any(upstream => upstream.Split('@')[0] == own))
        {
            errors.Add(
                places.Of(Upstreams)!.Value,
                $"{Upstreams} names {own}, the gateway's own address by {places.Describe(segment)}: it would ask itself",
                "name a resolver of the provider or of the Internet");
        }
    }
}
