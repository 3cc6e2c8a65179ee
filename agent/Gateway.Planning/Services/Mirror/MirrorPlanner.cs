using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Services.Registry;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Mirror;

/// <summary>Docker Hub's mirror: the same daemon as the private registry in an instance of its own, since one that pulls through takes no push.</summary>
public sealed class MirrorPlanner : IServicePlanner
{
    private const string Unit = $"gateway-registry@{MirrorConfig.Instance}.service";
    private const string Path = $"/etc/gateway/registry/{MirrorConfig.Instance}.yml";
    private const string EnvironmentPath = $"/etc/gateway/registry/{MirrorConfig.Instance}.env";

    public ImmutableArray<string> DebianPackages => ["docker-registry", "ca-certificates"];

    public ServicePlan Plan(StackDocument document, StackObservation observation) =>
        MirrorConfig.From(document) is { Enabled: true } config
            ? Serving(config)
            : new ServicePlan("mirror") { Enabled = false, Units = [new ManagedUnit(Unit, UnitGoal.Stopped)] };

    /// <summary>docker-registry 2.8 asks its upstream once before it listens; until that answers, systemd starts it again and again.</summary>
    private static ServicePlan Serving(MirrorConfig config) => new("mirror")
    {
        NeedsInternet = true,
        Files =
        [
            new ManagedFile(Path, RegistryConf.Render(MirrorConfig.Instance, MirrorConfig.Address, MirrorConfig.Upstream, config.Debug)),
            // Go reads the public authorities from their folder, and these from the file.
            .. config.AuthorityFiles.Select(static file => new ManagedFile(EnvironmentPath, $"SSL_CERT_FILE={file}\n")),
        ],
        Units = [new ManagedUnit(Unit, UnitGoal.Running) { RestartOn = [Path, .. config.AuthorityFiles] }],
        Probes = [new Probe.HttpOk($"http://{MirrorConfig.Address}/v2/")],
    };
}
