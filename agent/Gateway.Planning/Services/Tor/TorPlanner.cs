using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Tor;

/// <summary>A client of the Tor network, which runs while something is to leave by it.</summary>
public sealed class TorPlanner : IServicePlanner
{
    private const string Unit = "gateway-tor.service";
    private const string Path = "/etc/gateway/torrc";

    /// <summary>As its user, whose the data directory is; the unit starts it as that one.</summary>
    private static readonly FileCheck Check = new("/usr/bin/tor", ["--verify-config", "--hush", "--User", TorConf.User, "-f", "{file}"]);

    public ImmutableArray<string> DebianPackages => ["tor"];

    public ServicePlan Plan(StackDocument document, StackObservation observation) =>
        TorConfig.From(document).Wanted
            ? new ServicePlan("tor")
            {
                Files = [new ManagedFile(Path, TorConf.Render()) { Check = Check }],
                Units = [new ManagedUnit(Unit, UnitGoal.Running) { RestartOn = [Path] }],
                Probes = [new Probe.TcpConnect(TorDefaults.Socks.Address.ToString(), TorDefaults.Socks.Port)],
            }
            : new ServicePlan("tor") { Enabled = false, Units = [new ManagedUnit(Unit, UnitGoal.Stopped)] };
}
