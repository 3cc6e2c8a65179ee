using System.Collections.Immutable;
using Gateway.Planning.Addressing;
using Gateway.Planning.Configuration;
using Gateway.Planning.Services.Knot;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Names;

/// <summary>The two zones that hold the names of a segment's leases, without the last dot, and those of the segments beside it.</summary>
public sealed record NameScope(string Domain, string ReverseZone)
{
    /// <summary>The segment's part of the box's domain; empty: it has the whole.</summary>
    public string Part { get; init; } = "";

    /// <summary>The box's domain.</summary>
    public string Root => Part.Length == 0 ? Domain : Domain[(Part.Length + 1)..];

    /// <summary>The segment's IPv4 subnet; null: all of the reverse zone.</summary>
    public Ipv4Segment? Subnet { get; init; }

    /// <summary>Labels that are no computer's: those of segments.</summary>
    public ImmutableArray<string> Reserved { get; init; } = [];

    /// <summary>The other segments.</summary>
    public ImmutableArray<NameScope> Further { get; init; } = [];

    public IEnumerable<NameScope> All => Further.Prepend(this);

    /// <summary>Every zone, once.</summary>
    public IEnumerable<string> Zones => All.SelectMany(static scope => new[] { scope.Domain, scope.ReverseZone }).Distinct();

    /// <summary>The machines whose names nobody else gets.</summary>
    public ImmutableArray<HostEntryConfig> Known { get; init; } = [];

    /// <summary>Null: leases get no names.</summary>
    public static NameScope? From(StackDocument document)
    {
        if (KnotConfig.ZonesOf(document).IsEmpty)
        {
            return null;
        }

        ImmutableArray<NameScope> scopes = [.. document.ServedSegments.Where(static segment => segment.DhcpEnabled).Select(segment => Of(segment, document))];
        return scopes[0] with { Further = scopes.RemoveAt(0) };
    }

    private static NameScope Of(StackSegment segment, StackDocument document)
    {
        var network = SegmentNetwork.Of(segment).Ipv4;
        return new NameScope(document.DomainOf(segment), network.ReverseZone)
        {
            Part = segment.Vlan is null ? "" : segment.Name,
            Subnet = network,
            Reserved = segment.Vlan is null ? [.. document.FurtherSegments.Select(static further => further.Name)] : [],
            Known = document.HostEntries,
        };
    }

    public string NameOf(string label) => $"{label}.{Domain}";

    /// <summary>Kea keeps the leases of a former subnet until they end; these zones have no place for them.</summary>
    public bool Covers(string address) => ReverseOf(address).EndsWith("." + ReverseZone, StringComparison.Ordinal) && Subnet?.Contains(address) != false;

    /// <summary>With its name in the box's domain.</summary>
    public NamedLease Shown(NamedLease named) => Part.Length == 0 || named.Label is null ? named : named with { Label = $"{named.Label}.{Part}" };

    /// <summary>False: the name is a known machine's, and the lease somebody else's.</summary>
    public bool MayHave(Lease lease, string label) => !Reserved.Contains(label) && IsNotOfAnother(lease, label);

    private bool IsNotOfAnother(Lease lease, string label) => Known.FirstOrDefault(entry => entry.Name == label) is not { } entry || IsOf(entry, lease);

    public bool Equals(NameScope? other) =>
        other is not null && Domain == other.Domain && ReverseZone == other.ReverseZone && Part == other.Part && Subnet == other.Subnet
        && Reserved.SequenceEqual(other.Reserved) && Known.SequenceEqual(other.Known) && Further.SequenceEqual(other.Further);

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
