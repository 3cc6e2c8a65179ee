using System.Collections.Immutable;
using Gateway.Planning.Addressing;
using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Firewall;

/// <summary>A segment as the rules know it.</summary>
public sealed record FirewallSegment
{
    public required string Zone { get; init; }

    /// <summary>The zones to which it may begin connections, beside its own.</summary>
    public ImmutableArray<string> Reach { get; init; } = [];

    /// <summary>Its table in gateway.toml, the origin of the rules on it.</summary>
    public required string Table { get; init; }
    public required string Interface { get; init; }
    public required Ipv4Segment Network { get; init; }
    public string Subnet => Network.Subnet;

    /// <summary>Its /64; null: no IPv6 in it.</summary>
    public string? Subnet6 { get; init; }

    /// <summary>The /64 that the provider routes to it; null: none.</summary>
    public string? Prefix { get; init; }

    /// <summary>False: nothing is accepted from it; its role is missing or in doubt.</summary>
    public bool Served { get; init; }

    public Egress Egress { get; init; } = Egress.Open;

    /// <summary>The host's own address in it.</summary>
    public string HostAddress { get; init; } = "";

    /// <summary>The gateway's ports that it may reach.</summary>
    public ImmutableArray<FirewallOpening> Openings { get; init; } = [];

    public bool ReachesOutside => Reach.Contains(ZoneMatrix.Outside);

    /// <summary>The host is in it and does not reach the outside either, but for the clock that all here follow.</summary>
    public bool HostStaysIn => !ReachesOutside && HostAddress.Length > 0;

    public bool Reaches(FirewallSegment other) => ZoneMatrix.MayReach(Zone, Reach, other.Zone);

    public static FirewallSegment From(StackSegment segment, bool served, ImmutableArray<FirewallOpening> openings)
    {
        var network = SegmentNetwork.Of(segment);
        return new FirewallSegment
        {
            Zone = segment.Zone,
            Reach = segment.Reach,
            Table = segment.Table,
            Interface = segment.Link,
            Network = network.Ipv4,
            Subnet6 = network.Ipv6?.Subnet,
            Prefix = network.Prefix,
            Served = served,
            Egress = segment.Egress,
            HostAddress = segment.HostAddress,
            Openings = served ? Merged(segment.Name, openings) : [],
        };
    }

    /// <summary>The segment's openings, each port once with all its origins, in a fixed order.</summary>
    private static ImmutableArray<FirewallOpening> Merged(string name, ImmutableArray<FirewallOpening> openings) =>
    [
        .. openings
            .Where(opening => opening.Zone == name)
            .GroupBy(static opening => (opening.Protocol, opening.Port))
            .OrderBy(static group => group.Key.Protocol, StringComparer.Ordinal)
            .ThenBy(static group => group.Key.Port)
            .Select(static group => group.First() with
            {
                Origin = string.Join(", ", group.Select(static opening => opening.Origin).Distinct()),
            }),
    ];
}
