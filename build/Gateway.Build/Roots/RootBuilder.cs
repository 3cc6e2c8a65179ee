using System.Collections.Immutable;
using Gateway.Build.Debian;
using Gateway.Build.Processes;
using Gateway.Build.Steps;

namespace Gateway.Build.Roots;

/// <summary>Makes root file systems as tar archives, each cached by its definition and the mirror's index.</summary>
public sealed class RootBuilder(StepCache cache, BuildLog log, AptSettings apt, PackageIndex index, PackageLock? locked)
{
    public async Task<RootArchive> BuildAsync(RootDefinition root, CancellationToken cancellation)
    {
        var folder = await cache.GetAsync($"root-{root.Name}", Key(root), (output, stop) => MakeAsync(root, output, stop), cancellation).ConfigureAwait(false);
        var report = await File.ReadAllTextAsync(Path.Combine(folder, "packages.txt"), cancellation).ConfigureAwait(false);
        return new RootArchive(root.Name, Path.GetFileName(folder), Path.Combine(folder, "root.tar"), PackageReport.Parse(report));
    }

    private string Key(RootDefinition root)
    {
        var hash = new InputHash()
            .Add("format", "1")
            .Add("packages", string.Join('\n', root.Packages))
            .Add("filters", string.Join('\n', root.PathFilters))
            .Add("index", locked is null ? index.Digest : string.Join('\n', Locked(root)));
        if (root.Seed is { } seed)
        {
            hash.AddTree("seed", seed);
        }

        if (root.Finish is { } finish)
        {
            hash.AddFile("finish", finish);
        }

        return hash.ToKey();
    }

    private ImmutableArray<LockedPackage> Locked(RootDefinition root) =>
        locked!.Roots.TryGetValue(root.Name, out var packages)
            ? packages
            : throw new BuildException($"The package lock has no root '{root.Name}'. Build once without --locked to make it.");

    private async Task MakeAsync(RootDefinition root, string output, CancellationToken cancellation)
    {
        var report = Path.Combine(output, "packages.txt");
        var filters = Path.Combine(output, "dpkg.cfg");
        await File.WriteAllTextAsync(filters, Mmdebstrap.DpkgOptions(root.PathFilters), cancellation).ConfigureAwait(false);
        string? preferences = null;
        if (locked is not null)
        {
            preferences = Path.Combine(output, "preferences");
            await File.WriteAllTextAsync(preferences, PackageLock.Preferences(Locked(root)), cancellation).ConfigureAwait(false);
        }

        var command = Mmdebstrap.Command(root, apt, locked?.Date ?? index.Date, Path.Combine(output, "root.tar"), report, filters, preferences);
        await ProcessRunner.RunAsync(command with { OnLine = line => log.Progress($"root-{root.Name}", line) }, cancellation).ConfigureAwait(false);
        if (locked is not null)
        {
            var installed = PackageReport.Parse(await File.ReadAllTextAsync(report, cancellation).ConfigureAwait(false));
            var differences = PackageLock.Compare(Locked(root), installed);
            if (differences.Length > 0)
            {
                throw new BuildException($"Root '{root.Name}' differs from the package lock:\n{string.Join('\n', differences.Select(static line => $"  {line}"))}");
            }
        }
    }
}

/// <summary>A finished root.</summary>
/// <param name="Key">The hash of everything the root was made from.</param>
public sealed record RootArchive(string Name, string Key, string Tar, ImmutableArray<LockedPackage> Packages);
