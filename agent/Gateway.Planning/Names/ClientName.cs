using System.Collections.Frozen;

namespace Gateway.Planning.Names;

/// <summary>What a client calls itself -&gt; the label it may have in our zone. Its own domain does not count.</summary>
public static class ClientName
{
    private const int LongestLabel = 63;
    private const string GeneratedPrefix = "dhcp-";

    /// <summary>The box's own names, whether their service is on or not, and names by which clients find what they trust.</summary>
    private static readonly FrozenSet<string> Reserved =
        FrozenSet.ToFrozenSet(["gateway", "host", "registry", "bcmnet", "mirror", "proxy", "wpad", "isatap", "localhost"]);

    /// <param name="hostName">In any form, such as <c>PC.corp.example.</c>.</param>
    /// <param name="address">The client's own.</param>
    public static ClientLabel Of(string hostName, string address)
    {
        var asked = hostName.Split('.')[0].ToLowerInvariant();
        if (asked.Length == 0)
            return new ClientLabel(null, NameRefusal.None);
        // Kea writes an underscore for every byte that no name can have, and a letter beyond ASCII has at least two.
        if (asked[0] == '_' && !asked.StartsWith("__", StringComparison.Ordinal))
            return new ClientLabel(null, NameRefusal.Reserved);
        var label = asked.Replace('_', '-').Trim('-');
        if (label.Length is 0 or > LongestLabel || !label.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            return new ClientLabel(null, NameRefusal.Invalid);
        return IsReserved(label, address) ? new ClientLabel(null, NameRefusal.Reserved) : new ClientLabel(label, NameRefusal.None);
    }

    /// <summary>The name of a client that cannot have the one it asked for, such as <c>dhcp-192-168-4-57</c>.</summary>
    public static string Generated(string address) => GeneratedPrefix + address.Replace('.', '-');

    private static bool IsReserved(string label, string address) =>
        Reserved.Contains(label) || (label.StartsWith(GeneratedPrefix, StringComparison.Ordinal) && label != Generated(address));
}

/// <param name="Label">Null: the client asked for none, or for one that it cannot have.</param>
public sealed record ClientLabel(string? Label, NameRefusal Refusal);

/// <summary>Why a client does not have the name that it asked for.</summary>
public enum NameRefusal
{
    None,

    /// <summary>No host name can be written so.</summary>
    Invalid,

    /// <summary>The box's own, one by which clients find what they trust, or a known machine's.</summary>
    Reserved,

    /// <summary>Another client has it.</summary>
    Taken,
}
