namespace Gateway.Planning.Configuration;

/// <summary>The subnet, the gateway's and the host's address of a segment fit together, and the segments beside each other.</summary>
internal static class SegmentChecks
{
    private const string Subnet = "inside.ipv4";
    private const string Host = "host.inside-address";

    public static void Run(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        foreach (var segment in config.Segments.Where(segment => places.AreGood($"{segment.Table}.ipv4")))
        {
            var subnet = Ipv4Subnet.From(segment.Ipv4);
            if (segment.IsInside && places.AreGood(Host) && config.Host.InsideAddress is { } host)
            {
                CheckHost(host, subnet, places, errors);
            }

            PoolChecks.Run(config, segment, subnet, places, errors);
        }

        SegmentSetChecks.Run(config, places, errors);
        ReachChecks.Run(config, places, errors);
    }

    private static void CheckHost(string host, Ipv4Subnet subnet, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var address = Ipv4Text.From(host);
        var reason = !subnet.Contains(address) ? $"lies outside {subnet.NetworkText}, the subnet of {places.Describe(Subnet)}"
            : address == subnet.Address ? $"is the gateway's own address, {places.Describe(Subnet)}"
            : address == subnet.Network ? $"is the subnet's own address in {subnet.NetworkText}, {places.Describe(Subnet)}"
            : address == subnet.Broadcast ? $"is the broadcast address in {subnet.NetworkText}, {places.Describe(Subnet)}"
            : null;
        if (reason is not null)
        {
            errors.Add(places.Of(Host)!.Value, $"{Host}: {host} {reason}", HostHint(subnet));
        }
    }

    private static string HostHint(Ipv4Subnet subnet) =>
        $"take another address from {Ipv4Text.Format(subnet.FirstHost)} to {Ipv4Text.Format(subnet.LastHost)}, or delete this line";
}
