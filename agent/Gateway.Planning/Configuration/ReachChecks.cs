namespace Gateway.Planning.Configuration;

/// <summary>What a segment may reach is there, and is another zone than its own.</summary>
internal static class ReachChecks
{
    public static void Run(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        if (!AreZonesKnown(config, places))
        {
            return;
        }

        var zones = ConfiguredZones.Of(config);
        foreach (var segment in config.Segments)
        {
            CheckReach(segment, zones, places, errors);
            CheckEgress(segment, places, errors);
        }
    }

    /// <summary>False: a zone stands in a line with an error, and may be the one that is meant elsewhere.</summary>
    public static bool AreZonesKnown(GatewayConfig config, ConfigurationPlaces places) =>
        places.AreGood("segment") && config.FurtherSegments.All(segment => places.AreGood($"{segment.Table}.zone"));

    private static void CheckReach(SegmentConfig segment, string[] zones, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var path = $"{segment.Table}.reach";
        if (!places.AreGood(path))
        {
            return;
        }

        foreach (var zone in segment.Reach.Except(zones))
        {
            errors.Add(
                places.Of(path)!.Value,
                $"{path}: there is no zone {zone}",
                NearestWord.Of(zone, zones) is { } near ? $"did you mean \"{near}\"?" : $"the zones are {string.Join(", ", zones)}");
        }

        if (segment.Reach.Contains(SegmentDefaults.Zone(segment)))
        {
            errors.Add(places.Of(path)!.Value, $"{path} names the segment's own zone, {SegmentDefaults.Zone(segment)}, within which all reach each other", "delete it from the list");
        }
    }

    private static void CheckEgress(SegmentConfig segment, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var (egress, reach, proxy) = ($"{segment.Table}.egress", $"{segment.Table}.reach", $"{segment.Table}.proxy");
        if (segment.Egress == Egress.Open || !places.AreGood(egress, reach, proxy))
        {
            return;
        }

        if (!segment.Proxy)
        {
            errors.Add(places.Of(egress)!.Value, $"{egress} leaves the proxy as the only way out, but {places.Describe(proxy)} is false", "delete one of the two lines");
        }
        else if (!segment.Reach.Contains(SegmentNameText.Outside))
        {
            errors.Add(places.Of(egress)!.Value, $"{egress} has no meaning, as {places.Describe(reach)} is without the outside: the proxy is the only way out already", "delete one of the two lines");
        }
    }
}
