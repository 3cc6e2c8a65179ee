using System.Collections.Immutable;

namespace Gateway.Planning.Names;

/// <summary>The active leases and the owners that the zone knows -&gt; who has which name.</summary>
public static class NamePlanner
{
    /// <param name="leases">The active ones.</param>
    /// <param name="owners">Name -&gt; the DHCID that the zone has for it.</param>
    /// <param name="scope">Where the names are.</param>
    public static ImmutableArray<NamedLease> Plan(
        IEnumerable<Lease> leases, IReadOnlyDictionary<string, string> owners, NameScope scope)
    {
        var asked = leases.Select(lease => (Lease: lease, Asked: Asked(lease, scope))).ToArray();
        var winners = asked.Where(static entry => entry.Asked.Label is not null)
            .GroupBy(static entry => entry.Asked.Label!)
            .ToDictionary(static group => group.Key, group => Winner(group.Select(static entry => entry.Lease), owners, scope.NameOf(group.Key)));
        return
        [
            .. asked.Select(entry => Named(entry.Lease, entry.Asked, winners))
                .OrderBy(static named => named.Lease.Address.Length).ThenBy(static named => named.Lease.Address, StringComparer.Ordinal),
        ];
    }

    private static ClientLabel Asked(Lease lease, NameScope scope) =>
        ClientName.Of(lease.HostName, lease.Address) is var asked && asked.Label is { } label && !scope.MayHave(lease, label)
            ? new ClientLabel(null, NameRefusal.Reserved)
            : asked;

    /// <summary>Who has it already; else who came first. One client with two leases has its name at the newer one.</summary>
    private static Lease Winner(IEnumerable<Lease> claimants, IReadOnlyDictionary<string, string> owners, string name)
    {
        var owner = owners.GetValueOrDefault(name);
        var identities = claimants.GroupBy(claimant => Dhcid.Of(claimant, name)).ToArray();
        var first = identities.FirstOrDefault(group => group.Key == owner)
            ?? identities.OrderBy(static group => group.Min(Began)).ThenBy(static group => group.Min(static lease => lease.Order)).First();
        return first.OrderByDescending(Began).ThenBy(static lease => lease.Address, StringComparer.Ordinal).First();
    }

    private static NamedLease Named(Lease lease, ClientLabel asked, Dictionary<string, Lease> winners)
    {
        if (asked.Label is { } label)
            return winners[label] == lease
                ? new NamedLease(lease, label, NameRefusal.None)
                : new NamedLease(lease, ClientName.Generated(lease.Address), NameRefusal.Taken);
        return asked.Refusal == NameRefusal.None
            ? new NamedLease(lease, null, NameRefusal.None)
            : new NamedLease(lease, ClientName.Generated(lease.Address), asked.Refusal);
    }

    private static long Began(Lease lease) => lease.Ends - lease.Lifetime;
}
