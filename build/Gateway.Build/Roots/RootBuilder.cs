using System.Collections.Immutable;
using Gateway.Build.Debian;
using Gateway.Build.Processes;
using Gateway.Build.Steps;
using Gateway.Build.Tar;

namespace Gateway.Build.Roots;

/// <summary>Makes root file systems as tar archives, each cached by its definition and its packages.</summary>
public sealed class RootBuilder(StepCache cache, BuildLog log, AptSettings apt)
{
    public async Task<RootArchive> BuildAsync(RootDefinition root, LockedRoot resolved, CancellationToken cancellation)
    {
        var folder = await cache.GetAsync($"root-{root.Name}", Key(root, resolved), (output, stop) => MakeAsync(root, resolved, output, stop), cancellation).ConfigureAwait(false);
        return new RootArchive(root.Name, Path.GetFileName(folder), Path.Combine(folder, "root.tar"), resolved.Date);
    }

    private static string Key(RootDefinition root, LockedRoot resolved)
    {
        var hash = new InputHash()
            .Add("format", "2")
            .Add("date", $"{resolved.Date:O}")
            .Add("packages", string.Join('\n', resolved.Packages))
            .Add("filters", string.Join('\n', root.PathFilters));
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

    private async Task MakeAsync(RootDefinition root, LockedRoot resolved, string output, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder(output);
        await WriteInputsAsync(root, resolved, folder.Path, cancellation).ConfigureAwait(false);
        var command = Mmdebstrap.Command(root, resolved, apt.Sources, folder.Path, Path.Combine(output, "root.tar"));
        await ProcessRunner.RunAsync(command with { OnLine = line => log.Progress($"root-{root.Name}", line) }, cancellation).ConfigureAwait(false);

        var installed = DpkgStatus.Installed(await File.ReadAllTextAsync(Path.Combine(folder.Path, Mmdebstrap.Status), cancellation).ConfigureAwait(false));
        var expected = resolved.Packages.Select(static package => $"{package.Name} {package.Version}").ToImmutableHashSet();
        if (!installed.SetEquals(expected))
        {
            throw new BuildException($"Root '{root.Name}' did not get what was resolved for it: {string.Join(", ", installed.SymmetricExcept(expected).Order(StringComparer.Ordinal))}. The mirror may have changed meanwhile: build again.");
        }
    }

    private async Task WriteInputsAsync(RootDefinition root, LockedRoot resolved, string folder, CancellationToken cancellation)
    {
        await File.WriteAllTextAsync(Path.Combine(folder, Mmdebstrap.AptConf), apt.ToAptConf(), cancellation).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(folder, Mmdebstrap.Filters), Mmdebstrap.DpkgOptions(root.PathFilters), cancellation).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(folder, Mmdebstrap.Preferences), PackageLock.Preferences(resolved.Packages), cancellation).ConfigureAwait(false);
        if (root.Seed is { } seed)
        {
            await using var tar = File.Create(Path.Combine(folder, Mmdebstrap.Seed));
            await RootAssembler.WriteAsync(null, new RootChanges { Overlays = [seed] }, resolved.Date, tar, cancellation).ConfigureAwait(false);
        }
    }
}
