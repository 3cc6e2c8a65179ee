using System.Diagnostics;
using System.Globalization;
using Gateway.Build.Steps;

namespace Gateway.Build.Testing;

/// <summary>Times builds in a copy of the tree, so that neither the tree nor its artifacts change.</summary>
public sealed class BuildBench(BuildPaths paths, BuildOptions options, BuildLog log)
{
    private const string Source = "agent/Gateway.Agent/Program.cs";

    /// <summary>Returns the figures as arguments for the program that makes the table; begins bench.txt with the steps and their times.</summary>
    public async Task<IReadOnlyList<string>> MeasureAsync(bool cold, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder(paths.Artifacts);
        var copy = CopySources(folder.Path);
        await File.AppendAllTextAsync(Path.Combine(copy.Root, Source), $"\n// Measured {DateTimeOffset.UtcNow:O}.\n", cancellation).ConfigureAwait(false);
        var report = new StreamWriter(Path.Combine(paths.Artifacts, "bench.txt"));
        await using (report.ConfigureAwait(false))
        {
            List<string> figures = [Argument("agent-build", await TimeAsync("a build after a change of the agent", copy, report, cancellation).ConfigureAwait(false))];
            if (cold)
            {
                figures.Add(Argument("cold-build", await TimeAsync("a build with an empty cache", copy with { Cache = Path.Combine(folder.Path, "cache") }, report, cancellation).ConfigureAwait(false)));
            }

            return figures;
        }
    }

    private async Task<TimeSpan> TimeAsync(string title, BuildPaths copy, TextWriter report, CancellationToken cancellation)
    {
        log.Line($"measuring {title} …");
        await report.WriteLineAsync($"== Steps of {title} ==").ConfigureAwait(false);
        var steps = new BuildLog(report, progressWidth: 0);
        var clock = Stopwatch.StartNew();
        await new GatewayBuild(copy, options with { Config = Full(options.Config), Overlay = Full(options.Overlay) }, steps).ImageAsync(cancellation).ConfigureAwait(false);
        var time = clock.Elapsed;
        await report.WriteLineAsync().ConfigureAwait(false);
        log.Line($"{title}: {time.TotalSeconds:F1} s");
        return time;
    }

    /// <summary>All that the image is made from, without what the compiler makes.</summary>
    private BuildPaths CopySources(string parent)
    {
        var root = Path.Combine(parent, "tree");
        Directory.CreateDirectory(root);
        foreach (var file in Directory.EnumerateFiles(paths.Root))
        {
            File.Copy(file, Path.Combine(root, Path.GetFileName(file)));
        }

        CopyTree(root, "image", SourceTree.Entries(paths.Image));
        CopyTree(root, "overlays", SourceTree.Entries(paths.Overlays));
        CopyTree(root, "agent", SourceTree.Sources(Path.Combine(paths.Root, "agent")));
        return new BuildPaths(root, paths.Cache);
    }

    private static void CopyTree(string root, string folder, IEnumerable<SourceEntry> entries)
    {
        Directory.CreateDirectory(Path.Combine(root, folder));
        foreach (var entry in entries)
        {
            Copy(entry, Path.Combine(root, folder, entry.RelativePath));
        }
    }

    private static void Copy(SourceEntry entry, string target)
    {
        if (entry.LinkTarget is { } link)
        {
            File.CreateSymbolicLink(target, link);
        }
        else if (entry.IsDirectory)
        {
            Directory.CreateDirectory(target);
        }
        else
        {
            File.Copy(entry.FullPath, target);
        }
    }

    private static string? Full(string? path) => path is null ? null : Path.GetFullPath(path);

    private static string Argument(string name, TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"--{name}={time.TotalSeconds:F1}");
}
