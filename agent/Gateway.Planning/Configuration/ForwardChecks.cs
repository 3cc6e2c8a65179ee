namespace Gateway.Planning.Configuration;

/// <summary>Every forward goes to a machine inside that is known, and no port to two of them.</summary>
internal static class ForwardChecks
{
    private const int DhcpClientPort = 68;

    public static void Run(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        foreach (var (index, forward) in config.Firewall.Forwards.Index())
        {
            var place = PlaceOf(index);
            CheckTarget(index, forward, $"{place}.to", config, places, errors);
            CheckPorts(forward, place, places, errors);
            ForwardFamilyChecks.Run(forward, place, config, places, errors);
        }

        ForwardClashChecks.Run(config, places, errors);
    }

    /// <summary>As in errors and comments: forwards count from 1.</summary>
    public static string PlaceOf(int index) => $"firewall.forward[{index + 1}]";

    private static void CheckTarget(int number, ForwardConfig forward, string path, GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        if (!places.AreGood(path, "host.inside-address") || !HostAddressChecks.AreKnown(config, places))
        {
            return;
        }

        if (!ForwardTargetText.IsAddress(forward.To))
        {
            CheckName(number, path, config, places, errors);
        }
        else if (HostAddressChecks.WhyNot(forward.To, config, places) is { } reason)
        {
            errors.Add(places.Of(path)!.Value, $"{path}: {forward.To} {reason}", "a port is forwarded to a machine inside; the box itself serves nothing outside");
        }
    }

    private static void CheckName(int number, string path, GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var name = config.Firewall.Forwards[number].To;
        // A name that stands in an entry with an error may be the one that is meant.
        if (!places.IsGoodList("host-entry"))
        {
            return;
        }

        var index = config.HostEntries.Select(static entry => entry.Name).ToList().IndexOf(name);
        if (index < 0)
        {
            errors.Add(
                places.Of(path)!.Value,
                $"{path}: there is no host-entry with the name {name}",
                NearestWord.Of(name, config.HostEntries.Select(static entry => entry.Name)) is { } near
                    ? $"did you mean \"{near}\"?"
                    : "write a [[host-entry]] with that name and its ipv4, or the machine's address here");
        }
        else if (config.HostEntries[index].Ipv4 is null && config.Firewall.Forwards[number].Family != RuleFamily.Ipv6)
        {
            errors.Add(
                places.Of(path)!.Value,
                $"{path}: {places.Describe($"{HostEntryChecks.PlaceOf(index)}.name")} has no IPv4 address, and nobody knows where {name} is",
                "write ipv4 in that host-entry");
        }
    }

    private static void CheckPorts(ForwardConfig forward, string place, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var port = $"{place}.port";
        var toPort = $"{place}.to-port";
        if (places.AreGood(port, toPort) && forward is { ToPort: not null, Ports: { } ports } && ports.First != ports.Last)
        {
            errors.Add(
                places.Of(toPort)!.Value,
                $"{toPort} is one port, but {places.Describe(port)} is a range",
                "a range goes to the same ports: delete this line, or write a forward for each port");
        }

        if (places.AreGood(port, $"{place}.protocol") && forward.Family != RuleFamily.Ipv6 && forward.Protocol.Contains("udp", StringComparison.Ordinal) && forward.Ports.Overlaps(new PortRange(DhcpClientPort, DhcpClientPort)))
        {
            errors.Add(places.Of(port)!.Value, $"{port}: the gateway itself needs udp {DhcpClientPort} outside, for the address from the provider", "take another port");
        }
    }
}
