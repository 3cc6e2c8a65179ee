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
        KeaConfig.From(document, observation) is { } config
            ? Serving(config)
            : new ServicePlan("kea") { Enabled = false, Units = [new ManagedUnit(Unit, UnitGoal.Stopped)] };

    private static ServicePlan Serving(KeaConfig config) => new("kea")
    {
        Files =
        [
            new ManagedFile(Path, KeaConf.Render(config)) { Check = Check(config) },
        ],
        Units = [new ManagedUnit(Unit, UnitGoal.Running) { ReloadOn = [Path] }],
        Openings = [.. config.Subnets.Select(static subnet => new FirewallOpening(subnet.Segment, "udp", 67, $"{subnet.Table}.dhcp"))],
        Probes = [.. config.Subnets.Select(static subnet => new Probe.DhcpSocket(subnet.Interface))],
    };

    /// <summary>Kea refuses an interface that does not exist, and the check comes before the bridge: it gets one in a network of its own.</summary>
    private static FileCheck Check(KeaConfig config) => new(
        "/usr/bin/unshare",
        [
            "--net", "/bin/sh", "-c", "file=$1; shift; for link; do ip link add \"$link\" type bridge || exit; done; exec kea-dhcp4 -t \"$file\"", "check", "{file}",
            .. config.Subnets.Select(static subnet => subnet.Interface),
        ]);
}
