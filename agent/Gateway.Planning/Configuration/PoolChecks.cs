namespace Gateway.Planning.Configuration;

/// <summary>The pools of a segment lie in its subnet, beside each other and beside the gateway's and the host's address.</summary>
internal static class PoolChecks
{
    private const string Host = "host.inside-address";

    public static void Run(GatewayConfig config, SegmentConfig segment, Ipv4Subnet subnet, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var (one, several) = ($"{segment.Table}.dhcp.pool", $"{segment.Table}.dhcp.pools");
        if (!places.AreGood(one, several))
        {
            return;
        }

        var dhcp = segment.Dhcp;
        if (dhcp.Pool is not null && !dhcp.Pools.IsEmpty)
        {
            errors.Add(places.Of(several)!.Value, $"{several} stands beside {places.Describe(one)}", $"write the range of pool into the list too, and delete the line pool");
            return;
        }

        var path = dhcp.Pool is null ? several : one;
        foreach (var pool in dhcp.Pool is { } only ? [only] : dhcp.Pools)
        {
            CheckPool(path, $"{segment.Table}.ipv4", pool, subnet, places, errors);
            if (segment.IsInside && places.AreGood(Host))
            {
                CheckHost(path, SegmentDefaults.HostAddress(config), pool, places, errors);
            }
        }

        CheckOverlaps(several, dhcp, places, errors);
    }

    private static void CheckPool(string path, string segment, AddressRange pool, Ipv4Subnet subnet, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var first = Ipv4Text.From(pool.First);
        var last = Ipv4Text.From(pool.Last);
        var hint = $"the addresses of {subnet.NetworkText} for machines are {Ipv4Text.Format(subnet.FirstHost)} to {Ipv4Text.Format(subnet.LastHost)}";
        if (first < subnet.FirstHost || last > subnet.LastHost)
        {
            var end = !subnet.Contains(first) || (subnet.Contains(last) && first < subnet.FirstHost) ? first : last;
            var reason = subnet.Contains(end) ? "is no machine's address in" : "lies outside";
            errors.Add(places.Of(path)!.Value, $"{path}: {Ipv4Text.Format(end)} {reason} {subnet.NetworkText}, the subnet of {places.Describe(segment)}", hint);
        }

        if (first <= subnet.Address && subnet.Address <= last)
        {
            errors.Add(
                places.Of(path)!.Value,
                $"{path} contains the gateway's own address {Ipv4Text.Format(subnet.Address)}, {places.Describe(segment)}",
                "begin the pool after it, or end it before it");
        }
    }

    private static void CheckHost(string path, string host, AddressRange pool, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var address = Ipv4Text.From(host);
        if (Ipv4Text.From(pool.First) <= address && address <= Ipv4Text.From(pool.Last))
        {
            errors.Add(
                places.Of(path)!.Value,
                $"{path} contains the host's address {host}, {places.Describe(Host)}",
                "begin the pool after it, or give the host another address with inside-address in [host]");
        }
    }

    private static void CheckOverlaps(string path, DhcpConfig dhcp, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        var pools = dhcp.Pools.OrderBy(static pool => Ipv4Text.From(pool.First)).ToArray();
        foreach (var (pool, next) in pools.Zip(pools.Skip(1)))
        {
            if (Ipv4Text.From(next.First) <= Ipv4Text.From(pool.Last))
            {
                errors.Add(places.Of(path)!.Value, $"{path}: {AddressRangeText.Format(pool)} and {AddressRangeText.Format(next)} have addresses in common", "end the one before the other begins");
            }
        }
    }
}
