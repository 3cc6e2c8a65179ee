using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary><c>[registry]</c>: the private registry and the mirrors of others.</summary>
public sealed record RegistryConfig
{
    /// <summary>The private registry.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The pull-through mirror of Docker Hub.</summary>
    public bool Mirror { get; init; } = true;

    /// <summary>The oldest TLS that registries, mirrors and enrolment speak.</summary>
    public TlsVersion TlsMinimum { get; init; } = TlsVersion.Tls12;

    /// <summary>Who shows no certificate may pull from the private registry; nobody pushes without one.</summary>
    public bool AnonymousPull { get; init; }

    /// <summary>What the private registry may have of the disk, in MiB; null: an equal share of what registries have together.</summary>
    public int? Quota { get; init; }

    /// <summary>Log each request to the registry and the mirrors.</summary>
    public bool AccessLog { get; init; }

    /// <summary><c>[registry.docker-hub]</c>: Docker Hub's mirror, which is there while <see cref="Mirror"/> says so.</summary>
    public MirrorConfig DockerHub { get; init; } = RegistryDefaults.DockerHub;

    /// <summary><c>[[registry.mirror]]</c>, in the order of the file.</summary>
    public ImmutableArray<MirrorConfig> Mirrors { get; init; } = [];
}

public enum TlsVersion
{
    Tls12,
    Tls13,
}

public static class RegistryDefaults
{
    /// <summary>The name of Docker Hub's mirror where names of mirrors stand; clients know it as <c>mirror</c>.</summary>
    public const string DockerHubName = "docker-hub";

    /// <summary>More mirrors than anybody has, each with a process and a volume.</summary>
    public const int MostMirrors = 16;

    public static MirrorConfig DockerHub { get; } = new() { Name = DockerHubName, Url = "https://registry-1.docker.io" };
}
