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

    /// <summary>The class of tests to run (--filter), or null for all.</summary>
    public string? Filter { get; init; }

    /// <summary>Refuses names that lead nowhere, before anything is built.</summary>
    public void Check()
    {
        if (Config is { } config && !File.Exists(config))
        {
            throw new BuildException($"--config={config}: there is no such file. {Relative}");
        }

        if (Overlay is { } overlay && !Directory.Exists(overlay))
        {
            throw new BuildException($"--overlay={overlay}: there is no such folder. {Relative}");
        }
    }

    private static string Relative => $"Relative paths count from {Environment.CurrentDirectory}.";
}
