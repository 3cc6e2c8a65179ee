using Gateway.Planning.Services.Knot;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Names;

/// <summary>The two zones that hold the names of leases, without the last dot.</summary>
public sealed record NameScope(string Domain, string ReverseZone)
{
    /// <summary>Null: leases get no names.</summary>
    public static NameScope? From(StackDocument document) =>
        KnotConfig.ZonesOf(document) is [var domain, var reverse] ? new NameScope(domain, reverse) : null;

    public string NameOf(string label) => $"{label}.{Domain}";

    public static string ReverseOf(string address) => string.Join('.', address.Split('.').Reverse()) + ".in-addr.arpa";
}
