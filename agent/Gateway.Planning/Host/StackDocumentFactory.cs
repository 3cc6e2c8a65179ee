using System.Collections.Immutable;
using System.Net;
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
                Inside = Segment(config, config.Inside, inventory),
                FurtherSegments = [.. config.FurtherSegments.Select(segment => Segment(config, segment, inventory))],
                HostEntries = config.HostEntries,
                Firewall = config.Firewall,
                Dns = config.Dns,
                BlockFiles = [.. inventory.BlockFiles.Where(file => config.Dns.BlockLists.Any(list => list.File == file.Name))],
                Proxy = Proxy(config.Proxy, inventory.StateBytes),
                Registry = config.Registry,
                Certificates = config.Certificates,
                Trust = config.Trust,
                Time = new StackTime
                {
                    Enabled = config.Time.Enabled,
                    ServerNames = [.. config.Time.Servers.Where(static server => !IPAddress.TryParse(server, out _))],
                },
                Logging = config.Logging,
            };

    private static StackLink Outside(GatewayConfig config, RoleBindings bindings) => new()
    {
        Present = bindings.Outside.State == BindingState.Bound,
        Interface = HostNames.Outside,
        Mode = config.Outside.Mode,
        Mtu = config.Outside.Mtu,
        Ipv4 = config.Outside.Ipv4,
        Gateway = config.Outside.Gateway,
        Ipv6 = config.Outside.Ipv6,
        Ipv6Gateway = config.Outside.Ipv6Gateway,
        Ipv6Prefix = config.Outside.Ipv6Prefix,
    };

    private static StackSegment Segment(GatewayConfig config, SegmentConfig segment, HostInventory inventory) => new()
    {
        Name = segment.Name,
        Vlan = segment.IsInside ? null : segment.Vlan,
        Mac = DerivedMac.Of(inventory.MachineId, $"br-{segment.Name}"),
        Ports = Ports(config, segment),
        Ipv4 = segment.Ipv4,
        Ula = Ula(segment, inventory.UlaPrefix),
        Prefix = SegmentPrefixes.Routed(config, segment),
        HostAddress = segment.IsInside ? SegmentDefaults.HostAddress(config) : "",
        Zone = SegmentDefaults.Zone(segment),
        Reach = segment.Reach,
        Egress = segment.Egress,
        Proxy = segment.Proxy,
        DhcpEnabled = segment.Dhcp.Enabled,
        Pools = SegmentDefaults.Pools(config, segment),
        LeaseTime = segment.Dhcp.LeaseTime,
        DhcpOptions = segment.Dhcp.Options,
    };

    /// <summary>A port that is gone joins again when it comes, so the list does not follow the card. Containers are in no VLAN.</summary>
    private static ImmutableArray<string> Ports(GatewayConfig config, SegmentConfig segment) => (segment.IsInside, config.Inside.Attach) switch
    {
        (true, true) => [HostNames.Inside, HostNames.Bridge],
        (true, false) => [HostNames.Bridge],
        _ => [HostNames.Inside],
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

    /// <summary>A /64 of the device's own /48 unless the operator said otherwise: the first for the inside, that with the VLAN's number for a further segment.</summary>
    private static string? Ula(SegmentConfig segment, string devicePrefix) => segment.Ipv6 switch
    {
        "off" => null,
        "auto" when segment.IsInside => $"{devicePrefix[..devicePrefix.IndexOf('/')]}/64",
        "auto" => $"{devicePrefix[..devicePrefix.IndexOf("::", StringComparison.Ordinal)]}:{segment.Vlan:x}::/64",
        var own => own,
    };
}
