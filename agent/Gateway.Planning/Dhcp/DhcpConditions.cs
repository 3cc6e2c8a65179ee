using System.Collections.Immutable;
using System.Globalization;
using Gateway.Planning.Names;
using Gateway.Planning.Services.Kea;
using Gateway.Planning.Status;

namespace Gateway.Planning.Dhcp;

/// <summary>What status says of the addresses that DHCP gives out.</summary>
public static class DhcpConditions
{
    private const int MostShown = 4;

    /// <param name="pools">How much of them is taken.</param>
    /// <param name="leases">All that are known, declined addresses among them.</param>
    /// <param name="now">Seconds since 1970.</param>
    public static ImmutableArray<Condition> Of(ImmutableArray<DhcpSegment> segments, ImmutableArray<PoolUse> pools, IReadOnlyCollection<Lease> leases, long now) =>
    [
        .. pools.Where(static use => use.Free <= 0 && use.Size > 0).Select(Full),
        .. Listed(
            "dhcp-address-declined",
            leases.Where(lease => lease.IsDeclined && lease.IsTakenAt(now)).Select(static lease => $"{lease.Address} until {Moment(lease.Ends)}"),
            "clients found somebody else at addresses that were given to them, which nobody gets now: ",
            ". Find who has set such an address by himself, with `ip neigh` on a computer there, and let DHCP give him one or keep it with [[host-entry]]"),
        .. Listed(
            "dhcp-reservation-held",
            segments.SelectMany(segment => Held(segment, leases, now)),
            "addresses that are kept for known machines are still leased to others, so that these machines get another: ",
            ". Each moves when it renews its lease; `gateway release ADDRESS` takes it back at once, for a computer that is gone"),
    ];

    private static Condition Full(PoolUse use) => new(
        "dhcp-pool-full", "warning",
        $"all {use.Size} addresses of the pools in [{use.Table}] are taken: {use.Leased} leased, {use.Kept} kept for known machines, {use.Declined} declined. "
        + "The next client gets none; `gateway leases` counts the requests that were refused. Make the pool larger, or lease-time shorter");

    private static IEnumerable<string> Held(DhcpSegment segment, IReadOnlyCollection<Lease> leases, long now)
    {
        var kept = segment.Reservations.Where(static reservation => reservation.Address is not null)
            .DistinctBy(static reservation => reservation.Address).ToDictionary(static reservation => reservation.Address!);
        return leases.Where(lease => lease.IsActiveAt(now) && kept.TryGetValue(lease.Address, out var reservation) && !IsOf(reservation, lease))
            .Select(lease => $"{lease.Address} for {kept[lease.Address].HostName}, leased to {lease.Mac} until {Moment(lease.Ends)}");
    }

    /// <summary>As Kea knows it; a client identifier made of a DUID (RFC 4361) has its type and an IAID before it.</summary>
    private static bool IsOf(KeaReservation reservation, Lease lease) => reservation.Identifier switch
    {
        "hw-address" => lease.Mac == reservation.Value,
        "client-id" => lease.ClientId == reservation.Value,
        _ => lease.ClientId.StartsWith("ff:", StringComparison.Ordinal) && lease.ClientId.EndsWith(":" + reservation.Value, StringComparison.Ordinal),
    };

    private static IEnumerable<Condition> Listed(string code, IEnumerable<string> found, string before, string after)
    {
        string[] all = [.. found.Order(StringComparer.Ordinal)];
        return all.Length == 0
            ? []
            : [new Condition(code, "warning", before + string.Join("; ", all.Take(MostShown)) + (all.Length > MostShown ? $"; {all.Length - MostShown} more" : "") + after)];
    }

    private static string Moment(long seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(seconds, 0, DateTimeOffset.MaxValue.ToUnixTimeSeconds())).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
