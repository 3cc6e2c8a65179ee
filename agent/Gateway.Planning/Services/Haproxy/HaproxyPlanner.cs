using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Services.Authority;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Haproxy;

/// <summary>The one owner of ports 80, 443 and 5000 of the inside.</summary>
public sealed class HaproxyPlanner : IServicePlanner
{
    private const string Unit = "haproxy.service";

    /// <summary>Reloads it when the certificate authority has written something.</summary>
    private const string Watch = "gateway-haproxy-reload.path";
    private const string Path = "/etc/haproxy/haproxy.cfg";

    public ImmutableArray<string> DebianPackages => ["haproxy"];

    public ServicePlan Plan(StackDocument document, StackObservation observation) =>
        HaproxyConfig.From(document, observation) is { Enabled: true } config
            ? Serving(document, config)
            : new ServicePlan("haproxy") { Enabled = false, Units = [new ManagedUnit(Unit, UnitGoal.Stopped), new ManagedUnit(Watch, UnitGoal.Stopped)] };

    private static ServicePlan Serving(StackDocument document, HaproxyConfig config)
    {
        ImmutableArray<ManagedFile> lists = config.Secure is { } secure
            ?
            [
                new ManagedFile(SecureConf.ListPath, SecureConf.List(secure)),
                .. secure.HasHub ? new[] { new ManagedFile(SecureConf.MirrorListPath, SecureConf.MirrorList(secure)) } : [],
            ]
            : [];
        return new ServicePlan("haproxy")
        {
            Files =
            [
                .. lists,
                new ManagedFile(Path, HaproxyConf.Render(config)) { Check = new FileCheck("/usr/sbin/haproxy", ["-c", "-q", "-f", "{file}"]) },
            ],
            Units =
            [
                new ManagedUnit(Unit, UnitGoal.Running) { ReloadOn = [Path, .. lists.Select(static list => list.Path), .. config.HasCertificates ? new[] { AuthorityDefaults.EnrolScript } : []] },
                new ManagedUnit(Watch, config.HasCertificates ? UnitGoal.Running : UnitGoal.Stopped),
            ],
            Openings = Openings(document.Inside.Name, config),
            Probes =
            [
                .. config.Frontends.Take(1).Select(static frontend => new Probe.TcpConnect(frontend.Addresses[0], HaproxyConfig.Port)),
                .. config.Secure is { } tls ? tls.Ports.Select(static port => port.Port).Distinct().Select(port => new Probe.TcpConnect(tls.Addresses[0], port)) : [],
            ],
        };
    }

    private static ImmutableArray<FirewallOpening> Openings(string inside, HaproxyConfig config) =>
    [
        .. config.Frontends.SelectMany(static frontend => frontend.Origins.Select(origin => new FirewallOpening(frontend.Name, "tcp", HaproxyConfig.Port, origin))),
        .. config.Secure is { } secure ? secure.Ports.Distinct().Select(port => new FirewallOpening(inside, "tcp", port.Port, port.Origin)) : [],
    ];
}
