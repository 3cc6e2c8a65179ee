using System.Collections.Immutable;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Mirror;

/// <summary>The pull-through mirror of Docker Hub, on loopback like the private registry.</summary>
public sealed record MirrorConfig
{
    public const string Instance = "mirror";
    public const string Address = "127.0.0.1:5002";
    public const string Upstream = "https://registry-1.docker.io";

    public required bool Enabled { get; init; }
    public bool Debug { get; init; }

    /// <summary>The file with authorities beside the public ones, which may vouch for the upstream; empty: there are none.</summary>
    public ImmutableArray<string> AuthorityFiles { get; init; } = [];

    public static MirrorConfig From(StackDocument document) => new()
    {
        Enabled = document.Inside.Served && document.Registry.Mirror,
        Debug = document.Logging.Debug.Contains("mirror"),
        AuthorityFiles = document.Trust.Certificates.IsEmpty ? [] : [Trust.TrustConfig.Path],
    };
}
