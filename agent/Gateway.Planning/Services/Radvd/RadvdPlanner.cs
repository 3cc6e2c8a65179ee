using System.Collections.Immutable;
using Gateway.Planning.Addressing;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Radvd;

/// <summary>Router advertisements inside. The firewall admits neighbour discovery wherever there is IPv6, so nothing is opened here.</summary>
public sealed class RadvdPlanner : IServicePlanner
{
    private const string Unit = "radvd.service";
    private const string Path = "/etc/radvd.conf";

    public ImmutableArray<string> DebianPackages => ["radvd"];

    public ServicePlan Plan(StackDocument document, StackObservation observation) =>
        document.Inside.Served && Ipv6Segment.ParseOptional(document.Inside.Ula) is { } ula
            ? Serving(RadvdConfig.From(document, ula))
            : new ServicePlan("radvd") { Enabled = false, Units = [new ManagedUnit(Unit, UnitGoal.Stopped)] };

    private static ServicePlan Serving(RadvdConfig config) => new("radvd")
    {
        Files =
        [
            new ManagedFile(Path, RadvdConf.Render(config))
            {
                Check = new FileCheck("/usr/sbin/radvd", ["--logmethod", "stderr_clean", "--configtest", "-C", "{file}"]),
            },
        ],
        Units = [new ManagedUnit(Unit, UnitGoal.Running) { ReloadOn = [Path] }],
        Probes = [new Probe.RouterAdvertiser(config.Interface)],
    };
}
