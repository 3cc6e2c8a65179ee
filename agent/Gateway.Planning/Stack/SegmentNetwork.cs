using System.Collections.Immutable;
using Gateway.Planning.Addressing;

namespace Gateway.Planning.Stack;

/// <summary>The gateway's addresses in a segment, and the subnets and reverse zones that they lie in; IPv4 first.</summary>
public sealed record SegmentNetwork(Ipv4Segment Ipv4, Ipv6Segment? Ipv6)
{
    /// <summary>The /64 that the provider routes to it; services keep to the addresses that last, and know who comes from here.</summary>
    public string? Prefix { get; init; }

    public ImmutableArray<string> Addresses => Both(Ipv4.Address, Ipv6?.Gateway);
    public ImmutableArray<string> Subnets => Prefix is null ? Both(Ipv4.Subnet, Ipv6?.Subnet) : [.. Both(Ipv4.Subnet, Ipv6?.Subnet), Prefix];
    public ImmutableArray<string> ReverseZones => Both(Ipv4.ReverseZone, Ipv6?.ReverseZone);

    public static SegmentNetwork Of(StackSegment segment) => new(Ipv4Segment.Parse(segment.Ipv4), Ipv6Segment.ParseOptional(segment.Ula)) { Prefix = segment.Prefix };

    private static ImmutableArray<string> Both(string ipv4, string? ipv6) => ipv6 is null ? [ipv4] : [ipv4, ipv6];
}
