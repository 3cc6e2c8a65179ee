using System.Collections.Immutable;
using Gateway.Planning.Addressing;
using Gateway.Planning.Configuration;
using Gateway.Planning.Services.Kea;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Dhcp;

/// <summary>What DHCPv4 gives out in one segment.</summary>
/// <param name="Table">The table of gateway.toml that says so.</param>
/// <param name="Server">The gateway's address there.</param>
/// <param name="Interface">Where it is asked.</param>
public sealed record DhcpSegment(string Table, string Server, string Interface)
{
    /// <summary>Not overlapping.</summary>
    public ImmutableArray<AddressRange> Pools { get; init; } = [];
    public ImmutableArray<KeaReservation> Reservations { get; init; } = [];

    /// <summary>Empty: nobody is given an address.</summary>
    public static ImmutableArray<DhcpSegment> Of(StackDocument document) => KeaConfig.From(document, new StackObservation()) is { } config
        ? [.. config.Subnets.Select(Of)]
        : [];

    private static DhcpSegment Of(KeaSubnet subnet) =>
        new($"{subnet.Table}.dhcp", subnet.Router, subnet.Interface) { Pools = subnet.Pools, Reservations = subnet.Reservations };

    public bool Equals(DhcpSegment? other) =>
        other is not null && (Table, Server, Interface) == (other.Table, other.Server, other.Interface)
        && Pools.SequenceEqual(other.Pools) && Reservations.SequenceEqual(other.Reservations);

    public override int GetHashCode() => HashCode.Combine(Table, Server, Interface);

    public bool IsInPool(string address) => Ipv4Segment.ToNumber(address) is var number
        && Pools.Any(pool => number >= Ipv4Segment.ToNumber(pool.First) && number <= Ipv4Segment.ToNumber(pool.Last));
}
