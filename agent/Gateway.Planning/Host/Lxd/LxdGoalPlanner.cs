using System.Collections.Immutable;
using System.Globalization;
using Gateway.Planning.Configuration;
using Devices = System.Collections.Immutable.ImmutableSortedDictionary<string, System.Collections.Immutable.ImmutableSortedDictionary<string, string>>;
using StringMap = System.Collections.Immutable.ImmutableSortedDictionary<string, string>;

namespace Gateway.Planning.Host.Lxd;

/// <summary>Configuration, bindings and the device's facts -&gt; LXD's objects.</summary>
public static class LxdGoalPlanner
{
    public const string ChannelDirectory = "/var/lib/gateway/channel";
    private const string SmallVolume = "64MiB";

    public static LxdDesired Plan(GatewayConfig config, RoleBindings bindings, HostInventory inventory) => new()
    {
        Network = Network(),
        Volumes = Volumes(config, inventory.StateBytes),
        Instance = Instance(config, bindings, inventory),
    };

    /// <summary>A plain bridge: LXD's own DHCP, DNS, NAT and firewall are off.</summary>
    private static LxdNetworkGoal Network() => new(HostNames.Bridge, Map(
        ("ipv4.address", "none"),
        ("ipv4.firewall", "false"),
        ("ipv4.nat", "false"),
        ("ipv6.address", "none"),
        ("ipv6.firewall", "false"),
        ("ipv6.nat", "false")));

    /// <summary>What can grow is scaled to the disk; together it leaves a third of it free.</summary>
    private static ImmutableArray<LxdVolumeGoal> Volumes(GatewayConfig config, long stateBytes) =>
    [
        new("gateway-dns", SmallVolume),
        new("gateway-leases", SmallVolume),
        new("gateway-log", "128MiB"),
        new("gateway-proxy", Text(ProxyVolume.Size(config.Proxy, stateBytes))),
        .. RegistryVolumes.Of(config.Registry, stateBytes).Select(static volume => new LxdVolumeGoal(volume.Name, Text(volume.Size))),
        new("gateway-state", SmallVolume),
    ];

    private static string Text(long mebibytes) => mebibytes.ToString(CultureInfo.InvariantCulture) + "MiB";

    private static LxdInstanceGoal Instance(GatewayConfig config, RoleBindings bindings, HostInventory inventory) => new(
        HostNames.Container,
        inventory.StackImageHash,
        InstanceConfig(bindings),
        InstanceDevices(config, bindings, inventory))
    {
        Running = bindings.MayServe,
        StopAtOnce = bindings.AreOnOneDomain,
    };

    private static StringMap InstanceConfig(RoleBindings bindings) => Map(
        // The agent names and silences the cards first, then starts the container.
        ("boot.autostart", "false"),
        // Whatever runs wild in the container leaves the host enough to take it in hand.
        ("limits.memory", "80%"),
        ("limits.processes", "4096"),
        // Both needed by the sandboxes of systemd's own units in the container.
        ("raw.apparmor", "userns,"),
        // LXD's socket in the container serves nobody there.
        ("security.devlxd", "false"),
        // The volumes' owners follow from the map.
        ("security.idmap.isolated", "false"),
        ("security.nesting", "true"),
        ("security.privileged", "false"),
        // Nesting alone mounts /sys writable; networkd would then wait for udev, which may not touch the physical card.
        ("raw.lxc", "lxc.mount.auto = sys:ro"),
        (LxdKeys.CardOf(HostNames.Outside), bindings.Outside.Card?.Identity ?? ""),
        (LxdKeys.CardOf(HostNames.Inside), bindings.Inside.Card?.Identity ?? ""));

    private static Devices InstanceDevices(GatewayConfig config, RoleBindings bindings, HostInventory inventory)
    {
        var devices = Devices.Empty
            .Add("root", Map(("type", "disk"), ("path", "/"), ("pool", HostNames.Pool)))
            .Add("channel", Map(("type", "disk"), ("source", ChannelDirectory), ("path", "/gateway"), ("readonly", "true")))
            .Add("dns", Volume("gateway-dns", "/var/lib/unbound"))
            .Add("leases", Volume("gateway-leases", "/var/lib/kea"))
            .Add("log", Volume("gateway-log", "/var/log"))
            .Add("proxy", Volume("gateway-proxy", "/var/spool/squid"))
            .Add("state", Volume("gateway-state", "/var/lib/gateway"))
            .Add(HostNames.Bridge, Bridge(inventory))
            .AddRange(RegistryVolumes.Of(config.Registry, inventory.StateBytes).Select(static volume => KeyValuePair.Create(volume.Device, Volume(volume.Name, volume.Path))));
        if (bindings.Outside.State == BindingState.Bound)
            devices = devices.Add(HostNames.Outside, Outside(config, inventory));
        return bindings.Inside.State == BindingState.Bound ? devices.Add(HostNames.Inside, Inside()) : devices;
    }

    private static StringMap Volume(string name, string path) =>
        Map(("type", "disk"), ("pool", HostNames.Pool), ("source", name), ("path", path));

    private static StringMap Bridge(HostInventory inventory) => Map(
        ("type", "nic"),
        ("network", HostNames.Bridge),
        ("name", HostNames.Bridge),
        ("hwaddr", DerivedMac.Of(inventory.MachineId, HostNames.Bridge)));

    private static StringMap Outside(GatewayConfig config, HostInventory inventory)
    {
        var device = Map(
            ("type", "nic"),
            ("nictype", "macvlan"),
            ("parent", HostNames.Outside),
            ("name", HostNames.Outside),
            ("hwaddr", LinkGoals.OutsideMac(config, inventory)));
        return config.Outside.Mtu is { } mtu ? device.Add("mtu", mtu.ToString(CultureInfo.InvariantCulture)) : device;
    }

    private static StringMap Inside() => Map(
        ("type", "nic"),
        ("nictype", "physical"),
        ("parent", HostNames.Inside),
        ("name", HostNames.Inside));

    private static StringMap Map(params ReadOnlySpan<(string Key, string Value)> entries)
    {
        var map = StringMap.Empty.ToBuilder();
        foreach (var (key, value) in entries)
            map.Add(key, value);
        return map.ToImmutable();
    }
}
