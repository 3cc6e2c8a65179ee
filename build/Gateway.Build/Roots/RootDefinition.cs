using System.Collections.Immutable;
using Gateway.Build.Debian;

namespace Gateway.Build.Roots;

/// <summary>A root file system as its folder under <c>image/</c> describes it.</summary>
public sealed record RootDefinition(string Name)
{
    public required ImmutableArray<string> Packages { get; init; }

    /// <summary>dpkg path filters in order: <c>exclude GLOB</c> or <c>include GLOB</c>.</summary>
    public ImmutableArray<string> PathFilters { get; init; } = [];

    /// <summary>Folder whose tree is laid into the root before <see cref="Finish"/> runs, or null.</summary>
    public string? Seed { get; init; }

    /// <summary>Shell script run inside the root once everything is installed, or null.</summary>
    public string? Finish { get; init; }

    /// <summary>The roots that every build makes, and that the lock names. What only the bench needs is not among them.</summary>
    public static readonly ImmutableArray<string> Names = ["tools", "host", "stack", "lab"];

    public static RootDefinition Read(BuildPaths paths, string name)
    {
        var folder = Path.Combine(paths.Image, name);
        var filters = Directory.EnumerateFiles(folder, "paths*.list").Order(StringComparer.Ordinal);
        var seed = Path.Combine(folder, "seed");
        var finish = Path.Combine(folder, "finish.sh");
        return new RootDefinition(name)
        {
            Packages = ListFile.Read(Path.Combine(folder, "packages.list")),
            PathFilters = [.. ListFile.Read(Path.Combine(paths.Image, "paths.list")), .. filters.SelectMany(static file => ListFile.Read(file))],
            Seed = Directory.Exists(seed) ? seed : null,
            Finish = File.Exists(finish) ? finish : null,
        };
    }
}
