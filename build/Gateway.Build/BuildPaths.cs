namespace Gateway.Build;

/// <summary>Where the build reads and writes.</summary>
public sealed record BuildPaths(string Root, string Cache)
{
    public string Image => Path.Combine(Root, "image");
    public string Overlays => Path.Combine(Root, "overlays");
    public string Artifacts => Path.Combine(Root, "artifacts");
    public string Lock => Path.Combine(Root, "image", "packages.lock.json");

    public static BuildPaths For(string root)
    {
        var cache = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } configured
            ? configured
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        return new BuildPaths(Path.GetFullPath(root), Path.Combine(cache, "gateway"));
    }
}
