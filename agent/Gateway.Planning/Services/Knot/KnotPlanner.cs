using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Knot;

/// <summary>The names of leases: the zones that the agent fills from the lease database and that unbound asks.</summary>
public sealed class KnotPlanner : IServicePlanner
{
    private const string Unit = "knot.service";
    private const string Path = "/etc/knot/knot.conf";
    private const string Account = "knot";
    private const UnixFileMode ReadableByGroup = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;

    /// <summary>The second brings kdig and knsupdate, by which the agent compares and fills.</summary>
    public ImmutableArray<string> DebianPackages => ["knot", "knot-dnsutils"];

    public ServicePlan Plan(StackDocument document, StackObservation observation) =>
        KnotConfig.From(document, observation) is { } config
            ? Serving(config)
            : new ServicePlan("knot") { Enabled = false, Units = [new ManagedUnit(Unit, UnitGoal.Stopped)] };

    private static ServicePlan Serving(KnotConfig config) => new("knot")
    {
        Files =
        [
            .. config.Zones.Select(zone => new ManagedFile($"{KnotDefaults.Storage}/{zone}.zone", KnotConf.Zone(zone, config.Domain))
            {
                Owner = Account,
                Group = Account,
                Once = true,
            }),
            new ManagedFile(Path, KnotConf.Render(config))
            {
                Mode = ReadableByGroup,
                Group = Account,
                Check = new FileCheck("/usr/sbin/knotc", ["-c", "{file}", "conf-check"]),
            },
        ],
        Units = [new ManagedUnit(Unit, UnitGoal.Running) { ReloadOn = [Path] }],
        Probes = [new Probe.TcpConnect(KnotDefaults.Address, KnotDefaults.Port)],
    };
}
