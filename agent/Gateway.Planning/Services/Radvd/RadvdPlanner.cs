using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Radvd;

/// <summary>Router advertisements inside. The firewall admits neighbour discovery wherever there is IPv6, so nothing is opened here.</summary>
public sealed class RadvdPlanner : IServicePlanner
{
    private const string Unit = "radvd.service";
    private const string Path = "/etc/radvd.conf";

    /// <summary>Read by the unit's drop-in; the level is an argument, so that a change restarts the daemon, which nobody inside notices.</summary>
    private const string OptionsPath = "/etc/gateway/radvd.env";

    public ImmutableArray<string> DebianPackages => ["radvd"];

    public ServicePlan Plan(StackDocument document, StackObservation observation) =>
        RadvdConfig.From(document) is { Links.IsEmpty: false } config
            ? Serving(config)
            : new ServicePlan("radvd") { Enabled = false, Units = [new ManagedUnit(Unit, UnitGoal.Stopped)] };

    private static ServicePlan Serving(RadvdConfig config) => new("radvd")
    {
        Files =
        [
            new ManagedFile(Path, RadvdConf.Render(config))
            {
                Check = new FileCheck("/usr/sbin/radvd", ["--logmethod", "stderr_clean", "--configtest", "-C", "{file}"]),
            },
            new ManagedFile(OptionsPath, new ConfText().Line($"RADVD_OPTIONS={(config.Debug ? $"--debug={RadvdDefaults.DebugLevel}" : "")}").ToString()),
        ],
        Units = [new ManagedUnit(Unit, UnitGoal.Running) { ReloadOn = [Path], RestartOn = [OptionsPath] }],
        Probes = [.. config.Links.Select(static link => new Probe.RouterAdvertiser(link.Interface))],
    };
}
