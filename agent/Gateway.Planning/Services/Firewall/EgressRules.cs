namespace Gateway.Planning.Services.Firewall;

/// <summary>What of a segment goes directly to the outside.</summary>
public static class EgressRules
{
    /// <summary>
    /// Stands before established flows are let through, so that those end too that began directly; what an outside computer was let in
    /// to begin goes on. The host is no computer of the segment: its clock is set over NTP, for which there is no proxy.
    /// </summary>
    public static void BeforeFlows(ConfText chain, FirewallSegment segment, string outside)
    {
        var outward = $"iifname \"{segment.Interface}\" oifname \"{outside}\" ct direction original";
        chain
            .LineIf(segment.HostAddress.Length > 0, $"{outward} ip saddr {segment.HostAddress} udp dport 123 limit rate 10/second burst 50 packets counter accept comment \"host\"")
            .Line($"{outward} counter goto {FirewallConf.RefuseChain} comment \"{segment.Table}.egress\"");
    }
}
