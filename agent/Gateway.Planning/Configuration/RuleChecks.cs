namespace Gateway.Planning.Configuration;

/// <summary>Every rule is on two zones that are there, says what fits together, and can have an effect.</summary>
internal static class RuleChecks
{
    public static void Run(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var zones = ConfiguredZones.Of(config);
        var known = ReachChecks.AreZonesKnown(config, places);
        foreach (var (index, rule) in config.Firewall.Rules.Index())
        {
            var place = PlaceOf(index);
            CheckPorts(rule, place, places, errors);
            if (known && places.AreGood($"{place}.from", $"{place}.to") && AreZones(rule, place, zones, places, errors) && DoMeet(config, rule, place, places, errors))
            {
                RuleAddressChecks.Run(config, rule, place, places, errors);
            }
        }

        RuleOrderChecks.Run(config, places, errors);
    }

    /// <summary>As in errors and comments: rules count from 1.</summary>
    public static string PlaceOf(int index) => $"firewall.rule[{index + 1}]";

    private static void CheckPorts(RuleConfig rule, string place, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var port = $"{place}.port";
        if (!rule.Ports.IsEmpty && places.AreGood(port, $"{place}.protocol") && !RuleDefaults.HasPorts(rule.Protocol))
        {
            errors.Add(places.Of(port)!.Value, $"{port}: {places.Describe($"{place}.protocol")} is {rule.Protocol}, which has no ports", "write protocol = \"tcp\", \"udp\" or \"tcp+udp\" below it");
        }
    }

    private static bool AreZones(RuleConfig rule, string place, string[] zones, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var good = true;
        foreach (var (key, zone) in new[] { ("from", rule.From), ("to", rule.To) }.Where(end => !zones.Contains(end.Item2)))
        {
            good = false;
            errors.Add(
                places.Of($"{place}.{key}")!.Value,
                $"{place}.{key}: there is no zone {zone}",
                NearestWord.Of(zone, zones) is { } near ? $"did you mean \"{near}\"?" : $"the zones are {string.Join(", ", zones)}");
        }

        return good;
    }

    /// <summary>False after the error was added: no packet ever goes by the gateway from the one zone to the other.</summary>
    private static bool DoMeet(GatewayConfig config, RuleConfig rule, string place, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        if (rule.From != rule.To || (rule.From != SegmentNameText.Outside && ConfiguredZones.SegmentsOf(config, rule.From).Count() > 1))
        {
            return true;
        }

        errors.Add(
            places.Of($"{place}.to")!.Value,
            rule.From == SegmentNameText.Outside
                ? $"{place}.to: nothing is passed on from the outside to the outside"
                : $"{place}.to: the computers of {rule.To} reach each other without the gateway, so that it can neither let through nor stop anything",
            "name another zone here");
        return false;
    }
}
