using System.Collections.Immutable;
using Gateway.Planning.BlockLists;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Unbound;

/// <summary>DNS inside and for the box itself.</summary>
public sealed class UnboundPlanner : IServicePlanner
{
    private const string Unit = "unbound.service";
    private const string DaemonPath = "/etc/unbound/unbound.conf";
    private const string ResolutionPath = "/etc/unbound/gateway.d/resolution.conf";

    private static readonly FileCheck Check = new("/usr/sbin/unbound-checkconf", ["{file}"]);

    /// <summary>The first fetches what is new when it is started, the second what has become old.</summary>
    private static ImmutableArray<ManagedUnit> BlockListUnits(UnitGoal goal) =>
    [
        new ManagedUnit("gateway-block-lists-now.timer", goal) { RestartOn = goal == UnitGoal.Running ? [BlockListSpec.Path] : [] },
        new ManagedUnit("gateway-block-lists.timer", goal),
    ];

    public ImmutableArray<string> DebianPackages => ["unbound", "dns-root-data"];

    public ServicePlan Plan(StackDocument document, StackObservation observation) =>
        document is { Inside.Served: true, Dns.Enabled: true }
            ? Serving(document, UnboundConfig.From(document, observation))
            : new ServicePlan("unbound") { Enabled = false, Units = [new ManagedUnit(Unit, UnitGoal.Stopped), .. BlockListUnits(UnitGoal.Stopped)] };

    private static ServicePlan Serving(StackDocument document, UnboundConfig config) => new("unbound")
    {
        Files =
        [
            .. BlockListSpec.From(document) is { } spec ? [new ManagedFile(BlockListSpec.Path, BlockListSpecJson.ToText(spec))] : ImmutableArray<ManagedFile>.Empty,
            new ManagedFile(ResolutionPath, UnboundConf.Resolution(config)) { Check = Check },
            new ManagedFile(DaemonPath, UnboundConf.Daemon(config)) { Check = Check },
        ],
        Units =
        [
            new ManagedUnit(Unit, UnitGoal.Running) { ReloadOn = [ResolutionPath], RestartOn = [DaemonPath, .. config.AuthorityFiles] },
            .. BlockListUnits(config.BlockedIn is null ? UnitGoal.Stopped : UnitGoal.Running),
        ],
        Openings =
        [
            .. document.ServedSegments.Select(static segment => new FirewallOpening(segment.Name, "udp", 53, "dns")),
            .. document.ServedSegments.Select(static segment => new FirewallOpening(segment.Name, "tcp", 53, "dns")),
        ],
        Probes = [new Probe.DnsAnswer(config.Addresses[0], $"gateway.{config.Domain}")],
    };
}
