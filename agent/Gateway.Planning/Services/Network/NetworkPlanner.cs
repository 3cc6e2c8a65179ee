using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Network;

/// <summary>Links, bridge and addresses, by systemd-networkd.</summary>
public sealed class NetworkPlanner : IServicePlanner
{
    public const string Unit = "systemd-networkd.service";

    /// <summary>Raises networkd's level over the bus as long as it runs: a restart of networkd would let go of the links.</summary>
    private const string DebugUnit = "gateway-network-debug.service";
    private const string Folder = "/etc/systemd/network";

    public ImmutableArray<string> DebianPackages => ["systemd-sysv", "udev", "dbus"];

    public ServicePlan Plan(StackDocument document, StackObservation observation)
    {
        var files = Files(NetworkConfig.From(document)).ToImmutableArray();
        return new ServicePlan("network")
        {
            Files = files,
            Units =
            [
                new ManagedUnit(Unit, UnitGoal.Running)
                {
                    Phase = UnitPhase.Network,
                    ReloadOn = [.. files.Select(static file => file.Path)],
                },
                new ManagedUnit(DebugUnit, document.Logging.Debug.Contains("network") ? UnitGoal.Running : UnitGoal.Stopped),
            ],
            Probes = [new Probe.UnitActive(Unit)],
        };
    }

    private static IEnumerable<ManagedFile> Files(NetworkConfig config)
    {
        foreach (var file in config.Bridges.SelectMany(BridgeFiles))
        {
            yield return file;
        }

        if (config.Outside is { } outside)
        {
            yield return new ManagedFile($"{Folder}/40-{outside.Interface}.network", NetworkConf.Outside(outside));
        }
    }

    private static IEnumerable<ManagedFile> BridgeFiles(SegmentBridge bridge)
    {
        yield return new ManagedFile($"{Folder}/10-{bridge.Name}.netdev", NetworkConf.BridgeDevice(bridge));
        if (bridge.Vlan is { } vlan)
        {
            yield return new ManagedFile($"{Folder}/10-{vlan.Name}.netdev", NetworkConf.VlanDevice(vlan));
        }

        foreach (var port in bridge.Ports)
        {
            yield return new ManagedFile($"{Folder}/20-{port}.network", NetworkConf.BridgePort(port, bridge));
        }

        yield return new ManagedFile($"{Folder}/30-{bridge.Name}.network", NetworkConf.Bridge(bridge));
    }
}
