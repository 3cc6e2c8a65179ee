using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary>Defaults of a segment that follow from its subnet.</summary>
public static class SegmentDefaults
{
    /// <summary>The pool's part of a subnet in 256ths, as .50 to .199 of a /24.</summary>
    private const int PoolStart = 50;
    private const int PoolEnd = 200;

    /// <summary>The zones to which computers may begin connections: the outside alone.</summary>
    public static ImmutableArray<string> Reach { get; } = [SegmentNameText.Outside];

    /// <summary>The configuration with the pools and the host's address set.</summary>
    public static GatewayConfig Fill(GatewayConfig config) => config with
    {
        Host = config.Host with { InsideAddress = HostAddress(config) },
        Inside = Fill(config, config.Inside),
        FurtherSegments = [.. config.FurtherSegments.Select(segment => Fill(config, segment))],
    };

    private static SegmentConfig Fill(GatewayConfig config, SegmentConfig segment) =>
        segment with { Dhcp = segment.Dhcp with { Pool = segment.Dhcp.Pools.IsEmpty ? Pool(config, segment) : null } };

    /// <summary>The firewall's zone: the one set, or the segment's name.</summary>
    public static string Zone(SegmentConfig segment) => segment.Zone ?? segment.Name;

    /// <summary>All ranges handed out.</summary>
    public static ImmutableArray<AddressRange> Pools(GatewayConfig config, SegmentConfig segment) =>
        segment.Dhcp.Pools.IsEmpty ? [Pool(config, segment)] : segment.Dhcp.Pools;

    /// <summary>The host's address inside: the one set, or the first of the subnet that is not the gateway's.</summary>
    public static string HostAddress(GatewayConfig config)
    {
        if (config.Host.InsideAddress is { } address)
        {
            return address;
        }

        var subnet = Ipv4Subnet.From(config.Inside.Ipv4);
        return Ipv4Text.Format(subnet.FirstHost == subnet.Address ? subnet.FirstHost + 1 : subnet.FirstHost);
    }

    /// <summary>The addresses handed out: those set, or the longest middle part of the subnet without the gateway and the host, which is in the inside alone.</summary>
    private static AddressRange Pool(GatewayConfig config, SegmentConfig segment)
    {
        if (segment.Dhcp.Pool is { } pool)
        {
            return pool;
        }

        var subnet = Ipv4Subnet.From(segment.Ipv4);
        var host = segment.IsInside ? Ipv4Text.From(HostAddress(config)) : subnet.Address;
        var size = (ulong)(subnet.Broadcast - subnet.Network) + 1;
        var first = Math.Max(subnet.FirstHost, subnet.Network + (uint)(size * PoolStart / 256));
        var last = Math.Min(subnet.LastHost, subnet.Network + (uint)(size * PoolEnd / 256) - 1);
        var (start, end) = LongestWithout(first, last, Math.Min(subnet.Address, host), Math.Max(subnet.Address, host));
        return new AddressRange(Ipv4Text.Format(start), Ipv4Text.Format(end));
    }

    private static (uint First, uint Last) LongestWithout(uint first, uint last, uint lower, uint upper)
    {
        (long First, long Last)[] parts =
        [
            (first, Math.Min(last, lower - 1L)),
            (Math.Max(first, lower + 1L), Math.Min(last, upper - 1L)),
            (Math.Max(first, upper + 1L), last),
        ];
        var longest = parts.MaxBy(part => part.Last - part.First);
        return ((uint)longest.First, (uint)longest.Last);
    }
}
