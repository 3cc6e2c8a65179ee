using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Services.Registry;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Mirror;

/// <summary>Mirrors: the same daemon as the private registry in instances of their own, since one that pulls through takes no push.</summary>
public sealed class MirrorPlanner : IServicePlanner
{
    private const UnixFileMode WithSecret = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
    private const string EnvironmentPath = "/etc/gateway/mirror/environment";

    private const string DockerHub = $"gateway-mirror@{Configuration.RegistryDefaults.DockerHubName}.service";

    /// <summary>Ends the daemons of mirrors that are no longer wanted, whose names nobody knows any more: their files are gone.</summary>
    private const string Unit = "gateway-mirrors.service";
    private const string Clearing = "gateway-clear-mirrors.timer";
    private const string ListPath = "/etc/gateway/mirror/list";

    public ImmutableArray<string> DebianPackages => ["docker-registry", "ca-certificates"];

    public ServicePlan Plan(StackDocument document, StackObservation observation) =>
        MirrorConfig.From(document) is { Instances.IsEmpty: false } config
            ? Serving(config)
            : new ServicePlan("mirror") { Enabled = false, Units = [.. new[] { Unit, DockerHub, Clearing }.Select(static unit => new ManagedUnit(unit, UnitGoal.Stopped))] };

    /// <summary>docker-registry 2.8 asks its upstream once before it listens: until that answers, what is kept is served by another process.</summary>
    private static ServicePlan Serving(MirrorConfig config) => new("mirror")
    {
        NeedsInternet = true,
        Files =
        [
            new ManagedFile(ListPath, new ConfText().Lines(config.Instances.Select(static instance => instance.Name)).ToString()),
            .. config.Instances.SelectMany(Files),
            // Go reads the public authorities from their folder, and these from the file.
            .. config.AuthorityFiles.Select(static file => new ManagedFile(EnvironmentPath, $"SSL_CERT_FILE={file}\n")),
        ],
        Units =
        [
            new ManagedUnit(Unit, UnitGoal.Running) { ReloadOn = [ListPath] },
            .. config.Instances[0].IsDockerHub ? Array.Empty<ManagedUnit>() : [new ManagedUnit(DockerHub, UnitGoal.Stopped)],
            .. config.Instances.Select(instance => new ManagedUnit(instance.Unit, UnitGoal.Running) { RestartOn = [instance.File, .. instance.Outbound is null ? Array.Empty<string>() : [instance.ViaFile], .. config.AuthorityFiles] }),
            new ManagedUnit(Clearing, UnitGoal.Running),
        ],
        Probes = [.. config.Instances.Select(static instance => new Probe.SocketOk([instance.Process.Socket, instance.Kept.Socket], "/v2/"))],
        Storage = [.. config.Instances.Select(static instance => new ServiceStorage($"mirror {instance.Name}", instance.Process.Directory))],
    };

    private static IEnumerable<ManagedFile> Files(MirrorInstance instance) =>
    [
        new ManagedFile(instance.File, RegistryConf.Render(instance.Process)) { Mode = WithSecret, Group = RegistryDefaults.Group },
        new ManagedFile(instance.KeptFile, RegistryConf.Render(instance.Kept)),
        .. instance.Outbound is { } outbound ? [new ManagedFile(instance.ViaFile, ViaConf.Render(outbound))] : Array.Empty<ManagedFile>(),
    ];
}
