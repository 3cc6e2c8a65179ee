using Gateway.Planning.Secrets;

namespace Gateway.Planning.Services.Registry;

/// <summary>One docker-registry process.</summary>
public sealed record RegistryInstance
{
    /// <summary>Where it keeps what it has.</summary>
    public required string Directory { get; init; }

    /// <summary>Where it listens, outside of HAProxy's chroot.</summary>
    public required string Socket { get; init; }
    public bool TakesPushes { get; init; }

    /// <summary>The registry it pulls through; null: it gives what it has.</summary>
    public RegistryUpstream? Upstream { get; init; }
    public bool Debug { get; init; }
}

public sealed record RegistryUpstream(string Url, string? Username, Secret? Password);
