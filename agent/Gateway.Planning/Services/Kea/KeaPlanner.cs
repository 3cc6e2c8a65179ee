using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Kea;

/// <summary>DHCPv4 inside.</summary>
public sealed class KeaPlanner : IServicePlanner
{
    private const string Unit = "kea-dhcp4-server.service";
    private const string Path = "/etc/kea/kea-dhcp4.conf";

    public ImmutableArray<string> DebianPackages => ["kea-dhcp4-server"];

    public ServicePlan Plan(StackDocument document, StackObservation observation) =>
        document.Inside is { Served: true, DhcpEnabled: true }
            ? Serving(document, KeaConfig.From(document, observation))
            : new ServicePlan("kea") { Enabled = false, Units = [new ManagedUnit(Unit, UnitGoal.Stopped)] };

    private static ServicePlan Serving(StackDocument document, KeaConfig config) => new("kea")
    {
        Files =
        [
            new ManagedFile(Path, KeaConf.Render(config)) { Check = Check(config.Interface) },
        ],
        Units = [new ManagedUnit(Unit, UnitGoal.Running) { ReloadOn = [Path] }],
        Openings = [new FirewallOpening(document.Inside.Name, "udp", 67, $"{document.Inside.Name}.dhcp")],
        Probes = [new Probe.DhcpSocket(config.Interface)],
    };

    /// <summary>Kea refuses an interface that does not exist, and the check comes before the bridge: it gets one in a network of its own.</summary>
    private static FileCheck Check(string bridge) => new(
        "/usr/bin/unshare",
        ["--net", "/bin/sh", "-c", "ip link add \"$1\" type bridge && exec kea-dhcp4 -t \"$2\"", "check", bridge, "{file}"]);
}
