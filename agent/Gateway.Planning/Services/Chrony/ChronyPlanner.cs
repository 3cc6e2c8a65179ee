using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Chrony;

/// <summary>Time inside.</summary>
public sealed class ChronyPlanner : IServicePlanner
{
    private const string Unit = "chrony.service";
    private const string Path = "/etc/chrony/chrony.conf";

    public ImmutableArray<string> DebianPackages => ["chrony"];

    public ServicePlan Plan(StackDocument document, StackObservation observation) =>
        document is { Inside.Served: true, Time.Enabled: true }
            ? Serving(document, ChronyConfig.From(document))
            : new ServicePlan("chrony") { Enabled = false, Units = [new ManagedUnit(Unit, UnitGoal.Stopped)] };

    private static ServicePlan Serving(StackDocument document, ChronyConfig config) => new("chrony")
    {
        Files =
        [
            new ManagedFile(Path, ChronyConf.Render(config)) { Check = new FileCheck("/usr/sbin/chronyd", ["-p", "-f", "{file}"]) },
        ],
        Units = [new ManagedUnit(Unit, UnitGoal.Running) { RestartOn = [Path] }],
        Openings = [.. document.ServedSegments.Select(static segment => new FirewallOpening(segment.Name, "udp", 123, "time"))],
        Probes = [new Probe.NtpReply(config.Addresses[0])],
    };
}
