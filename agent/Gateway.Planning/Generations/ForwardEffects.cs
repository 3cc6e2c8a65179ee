using Gateway.Planning.Configuration;

namespace Gateway.Planning.Generations;

/// <summary>Connections that end because the forward that let them in is gone or goes elsewhere.</summary>
internal static class ForwardEffects
{
    public static IEnumerable<string> Between(GatewayConfig present, GatewayConfig next)
    {
        var after = next.Firewall.Forwards.Select(forward => Of(forward, next)).ToHashSet(StringComparer.Ordinal);
        return present.Firewall.Forwards.Select(forward => Of(forward, present)).Where(forward => !after.Contains(forward)).Distinct()
            .Select(static forward => $"connections from outside by {forward}: that forward is there no more");
    }

    /// <summary>All by which a packet is known to belong to it.</summary>
    private static string Of(ForwardConfig forward, GatewayConfig config)
    {
        var entry = config.HostEntries.FirstOrDefault(entry => entry.Name == forward.To);
        var name = entry is null ? forward.To : $"{forward.To} ({string.Join(", ", AddressesOf(forward, entry))})";
        var port = forward.ToPort is { } own ? $", port {own}" : "";
        var sources = forward.From.IsEmpty ? "" : $" of {string.Join(", ", forward.From.Order(StringComparer.Ordinal))}";
        return $"{forward.Protocol} {forward.Ports} to {name}{port}{sources}";
    }

    private static IEnumerable<string> AddressesOf(ForwardConfig forward, HostEntryConfig entry) =>
        new[] { forward.Family == RuleFamily.Ipv6 ? null : entry.Ipv4, forward.Family == RuleFamily.Ipv4 ? null : entry.Ipv6 }.OfType<string>();
}
