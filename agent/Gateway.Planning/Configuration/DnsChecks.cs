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

        var mode = config.Dns.Mode.ToString().ToLowerInvariant();
        var forwards = config.Dns.Mode is DnsMode.Forward or DnsMode.Tls;
        if (forwards && config.Dns.Upstreams.IsEmpty)
        {
            var example = config.Dns.Mode == DnsMode.Tls ? "9.9.9.9#dns.quad9.net" : "9.9.9.9";
            errors.Add(
                places.Of(Mode)!.Value,
                $"{Mode} is \"{mode}\", but there are no resolvers to forward to: {places.Describe(Upstreams)} is empty",
                $"write upstreams = [\"{example}\"] with the addresses of your resolvers below it, or take \"recursive\" or \"provider\"");
        }

        if (!forwards && !config.Dns.Upstreams.IsEmpty)
        {
            errors.Add(
                places.Of(Upstreams)!.Value,
                $"{Upstreams} are not asked, as {places.Describe(Mode)} is \"{mode}\"",
                $"write mode = \"{(config.Dns.Upstreams.Any(static upstream => Upstream.Parse(upstream).Name is not null) ? "tls" : "forward")}\" in [dns], or delete this line");
        }

        CheckNames(config, places, errors);
        CheckLoop(config, places, errors);
    }

    private static void CheckNames(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        foreach (var upstream in config.Dns.Upstreams)
        {
            var named = Upstream.Parse(upstream).Name is not null;
            if (config.Dns.Mode == DnsMode.Tls && !named)
            {
                errors.Add(
                    places.Of(Upstreams)!.Value,
                    $"{Upstreams}: {upstream} has no name, without which nobody can tell whether the certificate is the resolver's",
                    $"write it with the name that the resolver's operator publishes: \"{upstream}#dns.example.net\"");
            }

            if (config.Dns.Mode == DnsMode.Forward && named)
            {
                errors.Add(
                    places.Of(Upstreams)!.Value,
                    $"{Upstreams}: the name of {upstream} would not be looked at, as {places.Describe(Mode)} is \"forward\", which is not encrypted",
                    "write mode = \"tls\" in [dns], or delete what follows #");
            }
        }
    }

    private static void CheckLoop(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        foreach (var segment in config.Segments.Select(static segment => (Path: $"{segment.Table}.ipv4", segment.Ipv4)).Where(segment => places.AreGood(segment.Path)))
        {
            var own = Ipv4Text.Format(Ipv4Subnet.From(segment.Ipv4).Address);
            if (config.Dns.Upstreams.Any(upstream => Upstream.Parse(upstream).Address == own))
            {
                errors.Add(
                    places.Of(Upstreams)!.Value,
                    $"{Upstreams} names {own}, the gateway's own address by {places.Describe(segment.Path)}: it would ask itself",
                    "name a resolver of the provider or of the Internet");
            }
        }
    }
}
