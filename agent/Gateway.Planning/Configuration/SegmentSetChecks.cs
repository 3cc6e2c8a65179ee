namespace Gateway.Planning.Configuration;

/// <summary>Segments share neither a VLAN nor an address nor a name with anything.</summary>
internal static class SegmentSetChecks
{
    private const string Attach = "inside.attach";

    public static void Run(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        foreach (var (index, segment) in config.Segments.Index().Skip(1))
        {
            foreach (var earlier in config.Segments.Take(index))
            {
                CheckVlan(segment, earlier, places, errors);
                CheckSubnet(segment, earlier, places, errors);
                CheckPrefix(segment, earlier, places, errors);
            }

            CheckCard(config, segment, places, errors);
            CheckName(config, segment, places, errors);
        }
    }

    private static void CheckVlan(SegmentConfig segment, SegmentConfig earlier, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var (path, other) = ($"{segment.Table}.vlan", $"{earlier.Table}.vlan");
        if (places.AreGood(path, other) && segment.Vlan == earlier.Vlan)
        {
            errors.Add(places.Of(path)!.Value, $"{path}: {segment.Vlan} is already that of {places.Describe(other)}", "each segment has a VLAN of its own");
        }
    }

    private static void CheckSubnet(SegmentConfig segment, SegmentConfig earlier, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var (path, other) = ($"{segment.Table}.ipv4", $"{earlier.Table}.ipv4");
        if (!places.AreGood(path, other))
        {
            return;
        }

        var (subnet, taken) = (Ipv4Subnet.From(segment.Ipv4), Ipv4Subnet.From(earlier.Ipv4));
        if (subnet.Contains(taken.Network) || taken.Contains(subnet.Network))
        {
            errors.Add(
                places.Of(path)!.Value,
                $"{path}: {subnet.NetworkText} has addresses in common with {taken.NetworkText}, the subnet of {places.Describe(other)}",
                "take another subnet, such as 192.168.20.1/24");
        }
    }

    private static void CheckPrefix(SegmentConfig segment, SegmentConfig earlier, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var (path, other) = ($"{segment.Table}.ipv6", $"{earlier.Table}.ipv6");
        if (places.AreGood(path, other) && segment.Ipv6 is not ("auto" or "off") && segment.Ipv6 == earlier.Ipv6)
        {
            errors.Add(places.Of(path)!.Value, $"{path}: {segment.Ipv6} is already that of {places.Describe(other)}", "each segment has a prefix of its own");
        }
    }

    private static void CheckCard(GatewayConfig config, SegmentConfig segment, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var path = $"{segment.Table}.vlan";
        if (places.AreGood(path, Attach) && !config.Inside.Attach)
        {
            errors.Add(
                places.Of(path)!.Value,
                $"{path} is a VLAN of the inside's card, but {places.Describe(Attach)} is false and leaves it without one",
                $"delete one of the two lines, or the table [{segment.Table}]");
        }
    }

    /// <summary>The segment's name is the part of the domain in which its computers have theirs.</summary>
    private static void CheckName(GatewayConfig config, SegmentConfig segment, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var index = config.HostEntries.Select(static entry => entry.Name).ToList().IndexOf(segment.Name);
        if (index >= 0 && places.AreGood(segment.Table, $"{HostEntryChecks.PlaceOf(index)}.name"))
        {
            errors.Add(
                places.Of(segment.Table)!.Value,
                $"{segment.Table}: {segment.Name} is already the name of a machine, by {places.Describe($"{HostEntryChecks.PlaceOf(index)}.name")}",
                "give one of the two another name");
        }

        var domain = $"{segment.Name}.{config.System.Domain}";
        foreach (var (number, record) in config.Dns.Records.Index().Where(entry => entry.Item.FullName(config.System.Domain) == domain))
        {
            var path = $"dns.record[{number + 1}].name";
            if (places.AreGood("system.domain", segment.Table, path))
            {
                errors.Add(
                    places.Of(path)!.Value,
                    $"{path}: {record.Name} is the domain of the computers in {places.Describe(segment.Table)}",
                    "give one of the two another name");
            }
        }
    }
}
