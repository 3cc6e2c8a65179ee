using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Squid;

/// <summary>The web proxy inside.</summary>
public sealed class SquidPlanner : IServicePlanner
{
    private const string Unit = "squid.service";
    private const string Path = "/etc/squid/squid.conf";

    private static readonly FileCheck Check = new("/usr/sbin/squid", ["-k", "parse", "-f", "{file}"]);

    /// <summary>A part of a file; without the host's name squid would ask a resolver for it, which does not run yet.</summary>
    private static readonly FileCheck CacheCheck = new(
        "/bin/sh", ["-c", "{ echo visible_hostname check; cat \"$1\"; } | exec /usr/sbin/squid -k parse -f /dev/stdin", "check", "{file}"]);

    public ImmutableArray<string> DebianPackages => ["squid-openssl"];

    public ServicePlan Plan(StackDocument document, StackObservation observation) =>
        document is { Inside.Served: true, Proxy.Enabled: true }
            ? Serving(document, SquidConfig.From(document, observation))
            : new ServicePlan("squid") { Enabled = false, Units = [new ManagedUnit(Unit, UnitGoal.Stopped)] };

    private static ServicePlan Serving(StackDocument document, SquidConfig config) => new("squid")
    {
        Files =
        [
            new ManagedFile(SquidDefaults.CachePath, SquidConf.Cache(config)) { Check = CacheCheck },
            new ManagedFile(Path, SquidConf.Render(config)) { Check = Check },
        ],
        Units = [new ManagedUnit(Unit, UnitGoal.Running) { ReloadOn = [Path], RestartOn = [SquidDefaults.CachePath] }],
        Openings = [.. document.ProxySegments.Select(static segment => new FirewallOpening(segment.Name, "tcp", SquidDefaults.Port, "proxy"))],
        Probes = [new Probe.TcpConnect(config.Addresses[0], SquidDefaults.Port)],
    };
}
