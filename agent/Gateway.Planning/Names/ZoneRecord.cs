using System.Collections.Immutable;

namespace Gateway.Planning.Names;

/// <summary>A record that the agent keeps in a zone; names are lower case and without the last dot.</summary>
public sealed record ZoneRecord(string Zone, string Owner, string Type, string Data)
{
    public const string DhcidType = "DHCID";

    /// <summary>Owner, TTL, class and type come before the data.</summary>
    private const int DataColumn = 4;

    /// <summary>What a lease's name consists of.</summary>
    public static IEnumerable<ZoneRecord> Of(NamedLease named, NameScope scope)
    {
        if (named.Label is null)
            yield break;
        var name = scope.NameOf(named.Label);
        yield return new ZoneRecord(scope.Domain, name, "A", named.Lease.Address);
        yield return new ZoneRecord(scope.Domain, name, DhcidType, Dhcid.Of(named.Lease, name));
        yield return new ZoneRecord(scope.ReverseZone, NameScope.ReverseOf(named.Lease.Address), "PTR", name + ".");
    }

    /// <summary>The lines of a transfer without what makes the zone a zone: its SOA and NS.</summary>
    public static ImmutableHashSet<ZoneRecord> Parse(string zone, string transfer) =>
    [
        .. transfer.Split('\n')
            .Where(static line => !line.StartsWith(';'))
            .Select(static line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(static words => words.Length > DataColumn && words[2] == "IN" && words[3] is not ("SOA" or "NS"))
            .Select(words => new ZoneRecord(zone, words[0].TrimEnd('.').ToLowerInvariant(), words[3], DataOf(words))),
    ];

    /// <summary>A long base64 is cut into words; other data is one word, or of no type that is kept here.</summary>
    private static string DataOf(string[] words) => string.Join(words[3] == DhcidType ? "" : " ", words.Skip(DataColumn));
}
