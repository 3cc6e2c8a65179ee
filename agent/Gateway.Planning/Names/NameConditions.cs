using System.Collections.Immutable;
using Gateway.Planning.Status;

namespace Gateway.Planning.Names;

/// <summary>What status says of the names of leases.</summary>
public static class NameConditions
{
    private const int MostShown = 4;

    /// <param name="leases">With their names.</param>
    /// <param name="failure">Why the zones could not be brought up to them; null: they are.</param>
    public static ImmutableArray<Condition> Of(ImmutableArray<NamedLease> leases, string? failure)
    {
        string[] reserved =
        [
            .. leases.Where(static named => named.Refusal == NameRefusal.Reserved)
                .Select(static named => $"{named.Lease.Address} ({named.Lease.Mac}) asks for \"{named.Lease.HostName}\" and is called {named.Label}"),
        ];
        return [.. Behind(failure), .. Refused(reserved)];
    }

    private static IEnumerable<Condition> Behind(string? failure) => failure is null
        ? []
        : [new Condition("lease-names-behind", "warning", $"the names of leases are not what they should be: {failure}; it is tried again")];

    private static IEnumerable<Condition> Refused(string[] reserved) => reserved.Length == 0
        ? []
        :
        [
            new Condition(
                "lease-name-reserved", "warning",
                string.Join("; ", reserved.Take(MostShown)) + (reserved.Length > MostShown ? $"; {reserved.Length - MostShown} more" : "")
                + ": these are names by which clients find what they trust, or a known machine's, so no other client gets one. `gateway leases` shows all; give that machine another name"),
        ];
}
