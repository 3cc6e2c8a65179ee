namespace Gateway.Build;

/// <summary>What the person who runs the build asked for.</summary>
public sealed record BuildOptions
{
    /// <summary>Build exactly what the package lock names.</summary>
    public bool Locked { get; init; }

    /// <summary>The operator's gateway.toml (--config), or null for the one with comments.</summary>
    public string? Config { get; init; }

    /// <summary>The operator's own files for the host root (--overlay), or null.</summary>
    public string? Overlay { get; init; }
}
