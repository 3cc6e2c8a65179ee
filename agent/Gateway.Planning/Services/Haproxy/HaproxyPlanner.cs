using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Haproxy;

/// <summary>Port 80 of the inside: the proxy's PAC file.</summary>
public sealed class HaproxyPlanner : IServicePlanner
{
    private const string Unit = "haproxy.service";
    private const string Path = "/etc/haproxy/haproxy.cfg";

    public ImmutableArray<string> DebianPackages => ["haproxy"];

    public ServicePlan Plan(StackDocument document, StackObservation observation) =>
        HaproxyConfig.From(document) is { Enabled: true } config
            ? Serving(config)
            : new ServicePlan("haproxy") { Enabled = false, Units = [new ManagedUnit(Unit, UnitGoal.Stopped)] };

    private static ServicePlan Serving(HaproxyConfig config) => new("haproxy")
    {
        Files =
        [
            new ManagedFile(Path, HaproxyConf.Render(config)) { Check = new FileCheck("/usr/sbin/haproxy", ["-c", "-q", "-f", "{file}"]) },
        ],
        Units = [new ManagedUnit(Unit, UnitGoal.Running) { ReloadOn = [Path] }],
        Openings = [.. config.Frontends.Select(static frontend => new FirewallOpening(frontend.Name, "tcp", HaproxyConfig.Port, "proxy.wpad"))],
        Probes = [new Probe.TcpConnect(config.Frontends[0].Addresses[0], HaproxyConfig.Port)],
    };
}
