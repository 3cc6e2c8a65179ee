using Gateway.Planning.Configuration;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Host;

/// <summary>Configuration, bindings and the device's own facts -&gt; the document handed to the container.</summary>
public static class StackDocumentFactory
{
    /// <summary>Null: nothing may be served.</summary>
    public static StackDocument? Make(GatewayConfig config, RoleBindings bindings, HostInventory inventory, int generation) =>
        !bindings.MayServe
            ? null
            : new StackDocument
            {
                Generation = generation,
                // Not all of it: who may log in to the host is nothing to the container.
                System = new SystemConfig { Domain = config.System.Domain, TimeZone = config.System.TimeZone },
                Outside = Outside(config, bindings),
                Inside = Inside(config, inventory),
                HostEntries = config.HostEntries,
                Firewall = config.Firewall,
                Dns = config.Dns,
                Proxy = Proxy(config.Proxy, inventory.StateBytes),
                Registry = config.Registry,
                Trust = config.Trust,
                Time = new StackTime { Enabled = config.Time.Enabled },
                Logging = config.Logging,
            };

    private static StackLink Outside(GatewayConfig config, RoleBindings bindings) => new()
    {
        Present = bindings.Outside.State == BindingState.Bound,
        Interface = HostNames.Outside,
        Mode = config.Outside.Mode,
        Mtu = config.Outside.Mtu,
    };

    private static StackSegment Inside(GatewayConfig config, HostInventory inventory) => new()
    {
        Name = HostNames.Inside,
        Mac = DerivedMac.Of(inventory.MachineId, "br-inside"),
        // A port that is gone joins again when it comes, so the list does not follow the card.
        Ports = config.Inside.Attach ? [HostNames.Inside, HostNames.Bridge] : [HostNames.Bridge],
        Ipv4 = config.Inside.Ipv4,
        Ula = Ula(config.Inside.Ipv6, inventory.UlaPrefix),
        HostAddress = SegmentDefaults.HostAddress(config),
        Egress = config.Inside.Egress,
        DhcpEnabled = config.Inside.Dhcp.Enabled,
        Pools = SegmentDefaults.Pools(config),
        LeaseTime = config.Inside.Dhcp.LeaseTime,
        DhcpOptions = config.Inside.Dhcp.Options,
    };

    private static StackProxy Proxy(ProxyConfig config, long stateBytes) => new()
    {
        Enabled = config.Enabled,
        CacheSize = ProxyVolume.CacheSize(config, stateBytes),
        CacheMemory = config.CacheMemory,
        ConnectPorts = config.ConnectPorts,
        AccessLog = config.AccessLog,
        Wpad = config.Wpad,
    };

    /// <summary>The first /64 of the device's own /48 unless the operator said otherwise.</summary>
    private static string? Ula(string setting, string devicePrefix) => setting switch
    {
        "off" => null,
        "auto" => $"{devicePrefix[..devicePrefix.IndexOf('/')]}/64",
        _ => setting,
    };
}
