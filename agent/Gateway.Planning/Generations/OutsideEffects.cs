using Gateway.Planning.Configuration;

namespace Gateway.Planning.Generations;

/// <summary>Connections through the outside that end because its addresses change.</summary>
internal static class OutsideEffects
{
    public static IEnumerable<string> Between(GatewayConfig present, GatewayConfig next)
    {
        var (before, after) = (present.Outside, next.Outside);
        if (before.Mode != after.Mode || before.Ipv4 != after.Ipv4)
        {
            yield return $"every connection through the outside by IPv4: its address changes from {Ipv4(before)} to {Ipv4(after)}";
        }

        if (before.Ipv6 != after.Ipv6 && before.Ipv6 is not null)
        {
            yield return $"the gateway's own connections by IPv6: the outside's address changes from {before.Ipv6} to {after.Ipv6 ?? "none"}";
        }

        if (before.Ipv6Prefix != after.Ipv6Prefix && before.Ipv6Prefix is not null)
        {
            yield return $"every connection of the inside to the outside by IPv6: the prefix changes from {before.Ipv6Prefix} to {after.Ipv6Prefix ?? "none"}";
        }
    }

    private static string Ipv4(LinkConfig link) => link.Ipv4 ?? "that of the provider's DHCP";
}
