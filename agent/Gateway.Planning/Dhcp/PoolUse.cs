using System.Text.Json.Serialization;
using Gateway.Planning.Addressing;
using Gateway.Planning.Names;

namespace Gateway.Planning.Dhcp;

/// <summary>How much of a segment's pools is taken.</summary>
/// <param name="Table">The table of gateway.toml that they stand in.</param>
/// <param name="Size">Addresses in all pools.</param>
/// <param name="Leased">To clients.</param>
/// <param name="Kept">For known machines that do not have theirs now.</param>
/// <param name="Declined">Since somebody else was found there.</param>
public sealed record PoolUse(string Table, int Size, int Leased, int Kept, int Declined)
{
    [JsonIgnore]
    public int Free => Size - Leased - Kept - Declined;

    /// <param name="leases">All that are known.</param>
    /// <param name="now">Seconds since 1970.</param>
    public static PoolUse Of(DhcpSegment segment, IEnumerable<Lease> leases, long now)
    {
        var taken = leases.Where(lease => lease.IsTakenAt(now) && segment.IsInPool(lease.Address)).DistinctBy(static lease => lease.Address)
            .ToDictionary(static lease => lease.Address);
        var kept = segment.Reservations.Select(static reservation => reservation.Address).OfType<string>().Distinct()
            .Count(address => segment.IsInPool(address) && !taken.ContainsKey(address));
        var declined = taken.Values.Count(static lease => lease.IsDeclined);
        return new PoolUse(segment.Table, segment.Pools.Sum(static pool => (int)(Ipv4Segment.ToNumber(pool.Last) - Ipv4Segment.ToNumber(pool.First)) + 1), taken.Count - declined, kept, declined);
    }
}
