namespace Gateway.Planning.Configuration;

/// <summary>No port of the outside's address goes to two machines.</summary>
internal static class ForwardClashChecks
{
    public static void Run(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var forwards = config.Firewall.Forwards.Index().Where(entry => entry.Item.Family != RuleFamily.Ipv6 && IsGood(entry.Index, places))
            .Select(static entry => new Entry(entry.Index, entry.Item, [.. entry.Item.From.Where(RuleAddressText.IsIpv4).Select(Ipv4NetworkText.Bounds)])).ToArray();
        var clashes = new SortedDictionary<int, int>();
        foreach (var protocol in new[] { "tcp", "udp" })
        {
            Sweep([.. forwards.Where(entry => entry.Forward.Protocol.Split('+').Contains(protocol)).OrderBy(static entry => entry.Forward.Ports.First)], clashes);
        }

        foreach (var (index, earlier) in clashes)
        {
            var forward = config.Firewall.Forwards[index];
            var path = $"{ForwardChecks.PlaceOf(index)}.port";
            errors.Add(
                places.Of(path)!.Value,
                $"{path}: {forward.Protocol} {forward.Ports} is forwarded already by {places.Describe($"{ForwardChecks.PlaceOf(earlier)}.port")}",
                "take another port, or give both forwards a from without an address in common");
        }
    }

    /// <summary>Goes over the ports once, with only those forwards in hand that reach the port it is at.</summary>
    private static void Sweep(Entry[] forwards, SortedDictionary<int, int> clashes)
    {
        var open = new List<Entry>();
        foreach (var next in forwards)
        {
            open.RemoveAll(other => other.Forward.Ports.Last < next.Forward.Ports.First);
            foreach (var other in open.Where(other => Meet(next, other)))
            {
                var (first, second) = (Math.Min(next.Index, other.Index), Math.Max(next.Index, other.Index));
                clashes[second] = clashes.TryGetValue(second, out var known) ? Math.Min(known, first) : first;
            }

            // One that clashes is told; without it here a file full of them costs no more than one without.
            if (!clashes.ContainsKey(next.Index))
            {
                open.Add(next);
            }
        }
    }

    private static bool IsGood(int index, ConfigurationPlaces places)
    {
        var place = ForwardChecks.PlaceOf(index);
        return places.AreGood($"{place}.port", $"{place}.protocol", $"{place}.from", $"{place}.family");
    }

    private static bool Meet(Entry one, Entry other) =>
        one.Forward.From.IsEmpty || other.Forward.From.IsEmpty
        || one.Sources.Any(source => other.Sources.Any(second => source.First <= second.Last && second.First <= source.Last));

    private sealed record Entry(int Index, ForwardConfig Forward, (uint First, uint Last)[] Sources);
}
