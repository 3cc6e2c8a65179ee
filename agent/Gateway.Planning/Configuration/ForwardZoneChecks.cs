using Gateway.Planning.Addressing;

namespace Gateway.Planning.Configuration;

/// <summary>Each domain has resolvers of one kind, and is neither the box's own nor there twice.</summary>
internal static class ForwardZoneChecks
{
    private const string Domain = "system.domain";

    public static void Run(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (index, zone) in config.Dns.ForwardZones.Index())
        {
            var place = $"dns.forward-zone[{index + 1}]";
            if (places.AreGood($"{place}.domain"))
            {
                CheckDomain(zone, $"{place}.domain", first, config, places, errors);
            }

            if (places.AreGood($"{place}.upstreams"))
            {
                CheckUpstreams(zone, $"{place}.upstreams", config, places, errors);
            }
        }
    }

    private static void CheckDomain(
        ForwardZoneConfig zone, string path, Dictionary<string, string> first, GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        if (!first.TryAdd(zone.Domain, path))
        {
            errors.Add(
                places.Of(path)!.Value,
                $"{path}: {zone.Domain} is already that of {places.Describe(first[zone.Domain])}",
                "write all its resolvers in the upstreams of one of the two, and delete the other");
        }

        foreach (var segment in Known(config, places).Where(segment => zone.Domain == Ipv4Segment.Parse(segment.Ipv4).ReverseZone))
        {
            errors.Add(
                places.Of(path)!.Value,
                $"{path}: {zone.Domain} is {(segment.IsInside ? "the inside's" : $"the segment {segment.Name}'s")} own reverse zone by {places.Describe($"{segment.Table}.ipv4")}, whose names the gateway knows itself",
                "delete the entry");
        }

        if (places.AreGood(Domain) && config.FurtherSegments.FirstOrDefault(segment => zone.Domain == $"{segment.Name}.{config.System.Domain}") is { } own)
        {
            errors.Add(
                places.Of(path)!.Value,
                $"{path}: {zone.Domain} is the own domain of {places.Describe(own.Table)}, whose names the gateway knows itself",
                "delete the entry, or give the segment another name");
        }

        if (places.AreGood(Domain) && zone.Domain == config.System.Domain)
        {
            errors.Add(
                places.Of(path)!.Value,
                $"{path}: {zone.Domain} is the inside's own domain by {places.Describe(Domain)}, whose names the gateway knows itself",
                "name a part of it, such as \"corp." + zone.Domain + "\", or give the inside another domain in [system]");
        }
    }

    private static IEnumerable<SegmentConfig> Known(GatewayConfig config, ConfigurationPlaces places) =>
        config.Segments.Where(segment => places.AreGood($"{segment.Table}.ipv4"));

    private static void CheckUpstreams(ForwardZoneConfig zone, string path, GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var upstreams = zone.Upstreams.Select(Upstream.Parse).ToArray();
        if (upstreams is [])
        {
            errors.Add(places.Of(path)!.Value, $"{path} is empty, so that nobody is asked for {zone.Domain}", "write the address of a resolver of this domain, or delete the entry");
        }

        if (upstreams.FirstOrDefault(static upstream => upstream.Name is null) is { } unnamed && upstreams.Any(static upstream => upstream.Name is not null))
        {
            errors.Add(
                places.Of(path)!.Value,
                $"{path}: {unnamed.Address} has no name where others have: the same questions would go over TLS and in clear text",
                $"write \"{unnamed.Address}#NAME\" with the name in its certificate, or delete what follows # of all of them");
        }

        foreach (var segment in Known(config, places).Where(segment => upstreams.Any(upstream => upstream.Address == Ipv4Text.Format(Ipv4Subnet.From(segment.Ipv4).Address))))
        {
            errors.Add(
                places.Of(path)!.Value,
                $"{path} names the gateway's own address by {places.Describe($"{segment.Table}.ipv4")}: it would ask itself",
                "name a resolver that knows the domain");
        }
    }
}
