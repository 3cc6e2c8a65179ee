using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.TimeZone;

/// <summary><c>/etc/localtime</c> is a link, so a oneshot unit makes it from a file with the zone's name.</summary>
public sealed class TimeZonePlanner : IServicePlanner
{
    private const string Unit = "gateway-time-zone.service";
    private const string Path = "/etc/gateway/time-zone.env";

    public ImmutableArray<string> DebianPackages => ["tzdata"];

    public ServicePlan Plan(StackDocument document, StackObservation observation) => new("time-zone")
    {
        Files = [new ManagedFile(Path, TimeZoneConf.Render(TimeZoneConfig.From(document)))],
        Units = [new ManagedUnit(Unit, UnitGoal.Running) { RestartOn = [Path] }],
        Probes = [new Probe.UnitActive(Unit)],
    };
}
