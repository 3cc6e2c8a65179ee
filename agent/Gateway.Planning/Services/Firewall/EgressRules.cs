using Gateway.Planning.Configuration;

namespace Gateway.Planning.Services.Firewall;

/// <summary>What of a segment goes directly to the outside.</summary>
public static class EgressRules
{
    /// <summary>A refusal a client can act on at once, and no more than a segment full of clients causes.</summary>
    private const string Refusal = "limit rate 100/second burst 200 packets";

    /// <summary>
    /// Stands before established flows are let through, so that those end too that began directly; what an outside computer was let in
    /// to begin goes on. The host is no computer of the segment: its clock is set over NTP, for which there is no proxy.
    /// </summary>
    public static void BeforeFlows(ConfText chain, FirewallSegment segment, string outside)
    {
        if (segment.Egress == Egress.Open)
        {
            return;
        }

        var outward = $"iifname \"{segment.Interface}\" oifname \"{outside}\" ct direction original";
        var origin = $"{segment.Table}.egress";
        chain
            .LineIf(segment.HostAddress.Length > 0, $"{outward} ip saddr {segment.HostAddress} udp dport 123 limit rate 10/second burst 50 packets counter accept comment \"host\"")
            .Line($"{outward} meta l4proto tcp {Refusal} counter reject with tcp reset comment \"{origin}\"")
            .Line($"{outward} {Refusal} counter reject with icmpx admin-prohibited comment \"{origin}\"")
            .Line($"{outward} counter drop comment \"{origin}\"");
    }
}
