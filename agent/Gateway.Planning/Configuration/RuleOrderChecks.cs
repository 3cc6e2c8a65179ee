namespace Gateway.Planning.Configuration;

/// <summary>No rule stands behind one that decides on everything that would fit it.</summary>
internal static class RuleOrderChecks
{
    public static void Run(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var earlier = new Dictionary<string, (int Index, RuleConfig Rule)>(StringComparer.Ordinal);
        foreach (var (index, rule) in config.Firewall.Rules.Index().Where(entry => IsGood(entry.Index, places)))
        {
            if (Wider(rule).Select(key => earlier.TryGetValue(key, out var found) ? found : default).FirstOrDefault(static found => found.Rule is not null) is { Rule: not null } first)
            {
                var place = RuleChecks.PlaceOf(index);
                errors.Add(
                    places.Of(place)!.Value,
                    $"{place} has no effect: {places.Describe(RuleChecks.PlaceOf(first.Index))} decides on every packet that would fit it",
                    "put it before that one, or delete it");
            }

            earlier.TryAdd(Key(rule), (index, rule));
        }
    }

    private static bool IsGood(int index, ConfigurationPlaces places)
    {
        var place = RuleChecks.PlaceOf(index);
        return places.AreGood(
            $"{place}.from", $"{place}.to", $"{place}.family", $"{place}.protocol", $"{place}.port", $"{place}.source", $"{place}.destination");
    }

    /// <summary>The rule itself and every wider one that leaves some of its conditions out, so that looking a rule up costs the same however many there are.</summary>
    private static IEnumerable<string> Wider(RuleConfig rule) =>
        from family in new[] { rule.Family, RuleFamily.Any }.Distinct()
        from protocol in Protocols(rule.Protocol)
        from ports in new[] { rule.Ports, [] }.Take(rule.Ports.IsEmpty ? 1 : 2)
        from source in new[] { rule.Source, [] }.Take(rule.Source.IsEmpty ? 1 : 2)
        from destination in new[] { rule.Destination, [] }.Take(rule.Destination.IsEmpty ? 1 : 2)
        select Key(rule with { Family = family, Protocol = protocol, Ports = ports, Source = source, Destination = destination });

    private static string[] Protocols(string protocol) => protocol switch
    {
        "tcp" or "udp" => [protocol, "tcp+udp", RuleDefaults.AnyProtocol],
        RuleDefaults.AnyProtocol => [protocol],
        _ => [protocol, RuleDefaults.AnyProtocol],
    };

    private static string Key(RuleConfig rule) =>
        $"{rule.From} {rule.To} {rule.Family} {rule.Protocol} {string.Join(',', rule.Ports.OrderBy(static ports => ports.First))} {string.Join(',', rule.Source.Order())} {string.Join(',', rule.Destination.Order())}";
}
