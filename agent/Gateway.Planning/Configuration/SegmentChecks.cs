namespace Gateway.Planning.Configuration;

/// <summary>The subnet, the gateway's and the host's address and the pool of a segment fit together.</summary>
internal static class SegmentChecks
{
    private const string Subnet = "inside.ipv4";
    private const string Host = "host.inside-address";
    private const string Pool = "inside.dhcp.pool";

    public static void Run(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        if (!places.AreGood(Subnet))
        {
            return;
        }

        var subnet = Ipv4Subnet.From(config.Inside.Ipv4);
        if (places.AreGood(Host) && config.Host.InsideAddress is { } host)
        {
            CheckHost(host, subnet, places, errors);
        }

        if (places.AreGood(Pool) && config.Inside.Dhcp.Pool is { } pool)
        {
            CheckPool(pool, subnet, places, errors);
            if (places.AreGood(Host))
            {
                CheckHostOutsidePool(SegmentDefaults.HostAddress(config), pool, places, errors);
            }
        }
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

    private static void CheckPool(AddressRange pool, Ipv4Subnet subnet, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var first = Ipv4Text.From(pool.First);
        var last = Ipv4Text.From(pool.Last);
        var hint = $"the addresses of {subnet.NetworkText} for machines are {Ipv4Text.Format(subnet.FirstHost)} to {Ipv4Text.Format(subnet.LastHost)}";
        if (first < subnet.FirstHost || last > subnet.LastHost)
        {
            var end = !subnet.Contains(first) || (subnet.Contains(last) && first < subnet.FirstHost) ? first : last;
            var reason = subnet.Contains(end) ? "is no machine's address in" : "lies outside";
            errors.Add(places.Of(Pool)!.Value, $"{Pool}: {Ipv4Text.Format(end)} {reason} {subnet.NetworkText}, the subnet of {places.Describe(Subnet)}", hint);
        }

        if (first <= subnet.Address && subnet.Address <= last)
        {
            errors.Add(
                places.Of(Pool)!.Value,
                $"{Pool} contains the gateway's own address {Ipv4Text.Format(subnet.Address)}, {places.Describe(Subnet)}",
                "begin the pool after it, or end it before it");
        }
    }

    private static void CheckHostOutsidePool(string host, AddressRange pool, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var first = Ipv4Text.From(pool.First);
        var last = Ipv4Text.From(pool.Last);
        var address = Ipv4Text.From(host);
        if (first <= address && address <= last)
        {
            errors.Add(
                places.Of(Pool)!.Value,
                $"{Pool} contains the host's address {host}, {places.Describe(Host)}",
                "begin the pool after it, or give the host another address with inside-address in [host]");
        }
    }
}
