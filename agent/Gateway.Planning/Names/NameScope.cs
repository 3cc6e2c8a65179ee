using System.Collections.Immutable;
using Gateway.Planning.Configuration;
using Gateway.Planning.Services.Knot;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Names;

/// <summary>The two zones that hold the names of leases, without the last dot.</summary>
public sealed record NameScope(string Domain, string ReverseZone)
{
    /// <summary>The machines whose names nobody else gets.</summary>
    public ImmutableArray<HostEntryConfig> Known { get; init; } = [];

    /// <summary>Null: leases get no names.</summary>
    public static NameScope? From(StackDocument document) =>
        KnotConfig.ZonesOf(document) is [var domain, var reverse] ? new NameScope(domain, reverse) { Known = document.HostEntries } : null;

    public string NameOf(string label) => $"{label}.{Domain}";

    /// <summary>Kea keeps the leases of a former subnet until they end; these zones have no place for them.</summary>
    public bool Covers(string address) => ReverseOf(address).EndsWith("." + ReverseZone, StringComparison.Ordinal);

    /// <summary>False: the name is a known machine's, and the lease somebody else's.</summary>
    public bool MayHave(Lease lease, string label) => Known.FirstOrDefault(entry => entry.Name == label) is not { } entry || IsOf(entry, lease);

    public bool Equals(NameScope? other) =>
        other is not null && Domain == other.Domain && ReverseZone == other.ReverseZone && Known.SequenceEqual(other.Known);

    public override int GetHashCode() => HashCode.Combine(Domain, ReverseZone);

    /// <summary>As Kea knows it; a client identifier made of a DUID (RFC 4361) has its type and an IAID before it.</summary>
    private static bool IsOf(HostEntryConfig entry, Lease lease) => entry switch
    {
        { Mac: { } mac } => lease.Mac == mac,
        { ClientId: { } id } => lease.ClientId == id,
        { Duid: { } duid } => lease.ClientId.StartsWith("ff:", StringComparison.Ordinal) && lease.ClientId.EndsWith(":" + duid, StringComparison.Ordinal),
        _ => lease.Address == entry.Ipv4,
    };

    public static string ReverseOf(string address) => string.Join('.', address.Split('.').Reverse()) + ".in-addr.arpa";
}
