using System.Collections.Immutable;
using Gateway.Planning.Services.Registry;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Mirror;

/// <summary>The pull-through mirrors.</summary>
public sealed record MirrorConfig
{
    public ImmutableArray<MirrorInstance> Instances { get; init; } = [];

    /// <summary>The file with authorities beside the public ones, which may vouch for the upstreams; empty: there are none.</summary>
    public ImmutableArray<string> AuthorityFiles { get; init; } = [];

    public static MirrorConfig From(StackDocument document) => new()
    {
        Instances = document.Inside.Served ? [.. Wanted(document.Registry).Select(mirror => new MirrorInstance(mirror, document.Logging.Debug.Contains("mirror")))] : [],
        AuthorityFiles = document.Trust.Certificates.IsEmpty ? [] : [Trust.TrustConfig.Path],
    };

    private static IEnumerable<Configuration.MirrorConfig> Wanted(Configuration.RegistryConfig registry) =>
        registry.Mirror ? registry.Mirrors.Prepend(registry.DockerHub) : registry.Mirrors;
}

/// <summary>One mirror: a process that pulls through, and one that stands in for it with what is kept while the upstream cannot be reached.</summary>
public sealed record MirrorInstance(Configuration.MirrorConfig Mirror, bool Debug)
{
    public string Name => Mirror.Name;

    /// <summary>The label under the domain by which clients know it.</summary>
    public string Label => IsDockerHub ? "mirror" : $"{Name}.mirror";
    public bool IsDockerHub => Name == Configuration.RegistryDefaults.DockerHubName;
    public string Unit => $"gateway-mirror@{Name}.service";
    public string File => $"/etc/gateway/mirror/{Name}.yml";

    /// <summary>Beside its unit: what holds it to its one way out.</summary>
    public string ViaFile => $"/etc/systemd/system/{Unit}.d/via.conf";
    public OutboundProxy? Outbound => OutboundProxy.From(Mirror.Via);
    public string KeptFile => $"/etc/gateway/mirror/{Name}.kept.yml";

    /// <summary>In HAProxy's chroot.</summary>
    public string Socket => $"{RegistryDefaults.Sockets}/mirror-{Name}.sock";
    public string KeptSocket => $"{RegistryDefaults.Sockets}/mirror-{Name}.kept.sock";

    public RegistryInstance Process => Kept with
    {
        Socket = RegistryDefaults.Chroot + Socket,
        Upstream = new RegistryUpstream(Mirror.Url, Mirror.Username, Mirror.Password),
    };

    public RegistryInstance Kept => new()
    {
        Directory = $"/var/lib/docker-mirror/{Name}",
        Socket = RegistryDefaults.Chroot + KeptSocket,
        Debug = Debug,
    };
}
