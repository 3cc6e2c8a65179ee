using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Network;

/// <summary>Links, bridge, its VLANs and addresses, by systemd-networkd.</summary>
public sealed class NetworkPlanner : IServicePlanner
{
    public const string Unit = "systemd-networkd.service";

    /// <summary>Raises networkd's level over the bus as long as it runs: a restart of networkd would let go of the links.</summary>
    private const string DebugUnit = "gateway-network-debug.service";
    private const string Folder = "/etc/systemd/network";

    /// <summary>Waits until networkd has made the links of segments, which comes before the daemons that need them, and removes those that networkd leaves.</summary>
    private const string SegmentsUnit = "gateway-segments.service";
    private const string SegmentsPath = "/etc/gateway/segments";

    public ImmutableArray<string> DebianPackages => ["systemd-sysv", "udev", "dbus"];

    public ServicePlan Plan(StackDocument document, StackObservation observation)
    {
        var config = NetworkConfig.From(document);
        var files = Files(config).ToImmutableArray();
        return new ServicePlan("network")
        {
            Files = [.. files, .. SegmentFiles(config)],
            Units =
            [
                new ManagedUnit(Unit, UnitGoal.Running)
                {
                    Phase = UnitPhase.Network,
                    ReloadOn = [.. files.Select(static file => file.Path)],
                },
                config.Segments.IsEmpty
                    ? new ManagedUnit(SegmentsUnit, UnitGoal.Stopped) { Phase = UnitPhase.Network }
                    : new ManagedUnit(SegmentsUnit, UnitGoal.Running) { Phase = UnitPhase.Network, ReloadOn = [SegmentsPath] },
                new ManagedUnit(DebugUnit, document.Logging.Debug.Contains("network") ? UnitGoal.Running : UnitGoal.Stopped),
            ],
            Probes = [new Probe.UnitActive(Unit), .. config.Segments.IsEmpty ? [] : new[] { new Probe.UnitActive(SegmentsUnit) }],
        };
    }

    private static IEnumerable<ManagedFile> Files(NetworkConfig config)
    {
        yield return new ManagedFile($"{Folder}/10-{config.Inside.Name}.netdev", NetworkConf.BridgeDevice(config));
        foreach (var port in config.Ports)
        {
            yield return new ManagedFile($"{Folder}/20-{port.Name}.network", NetworkConf.Port(port, config));
        }

        yield return new ManagedFile($"{Folder}/30-{config.Inside.Name}.network", NetworkConf.Bridge(config));
        foreach (var segment in config.Segments)
        {
            yield return new ManagedFile($"{Folder}/10-{segment.Name}.netdev", NetworkConf.SegmentDevice(segment));
            yield return new ManagedFile($"{Folder}/30-{segment.Name}.network", NetworkConf.Segment(segment));
        }

        if (config.Outside is { } outside)
        {
            yield return new ManagedFile($"{Folder}/40-{outside.Interface}.network", OutsideConf.Render(outside));
        }
    }

    private static IEnumerable<ManagedFile> SegmentFiles(NetworkConfig config) => config.Segments.IsEmpty
        ? []
        : [new ManagedFile(SegmentsPath, string.Concat(config.Segments.Select(static segment => $"{segment.Name}\n")))];
}
