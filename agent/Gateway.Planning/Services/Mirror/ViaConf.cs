namespace Gateway.Planning.Services.Mirror;

/// <summary>What a mirror's unit is told beside its own file: Go's HTTP client takes its proxy from the environment, and the firewall knows the group.</summary>
public static class ViaConf
{
    public static string Render(OutboundProxy outbound) => new ConfText()
        .Line("[Service]")
        .Line($"Group={OutboundProxy.Group}")
        .Line($"SupplementaryGroups={Registry.RegistryDefaults.Group}")
        .Line($"Environment=HTTP_PROXY={outbound.Url} HTTPS_PROXY={outbound.Url} NO_PROXY=")
        .ToString();
}
