namespace Gateway.Planning.Configuration;

/// <summary>All checks that compare settings with each other. Each takes part only while its settings are good by themselves.</summary>
internal static class CrossChecks
{
    public static void Run(GatewayConfig config, ConfigurationPlaces places, ConfigurationErrors errors)
    {
        RoleChecks.Run(config, places, errors);
        SegmentChecks.Run(config, places, errors);
        OutsideChecks.Run(config, places, errors);
        HostEntryChecks.Run(config, places, errors);
        ForwardChecks.Run(config, places, errors);
        RuleChecks.Run(config, places, errors);
        DnsChecks.Run(config, places, errors);
        ProxyChecks.Run(config, places, errors);
        DhcpOptionChecks.Run(config, places, errors);
        DnsAnswerChecks.Run(config, places, errors);
        ForwardZoneChecks.Run(config, places, errors);
        DnsRecordChecks.Run(config, places, errors);
        RegistryChecks.Run(config, places, errors);
        CertificatesChecks.Run(config, places, errors);
        BlockListChecks.Run(config, places, errors);
    }
}
