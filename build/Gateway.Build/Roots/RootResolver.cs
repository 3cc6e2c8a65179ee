using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Build.Debian;
using Gateway.Build.Steps;

namespace Gateway.Build.Roots;

/// <summary>Finds out which packages every root consists of, before any is made.</summary>
public sealed class RootResolver(BuildPaths paths, StepCache cache, AptSettings apt, BuildLog log)
{
    /// <summary>The roots as the mirror gives them now; those that did not change keep the lock's date.</summary>
    /// <param name="locked">The lock decides instead; where the mirror gives anything else, that is an error.</param>
    public async Task<PackageLock> ResolveAsync(ImmutableArray<RootDefinition> roots, bool locked, CancellationToken cancellation)
    {
        var recorded = await ReadLockAsync(locked, cancellation).ConfigureAwait(false);
        var folder = Directory.CreateDirectory(Path.Combine(paths.Cache, "apt")).FullName;
        using var held = await FileLock.TakeAsync(Path.Combine(folder, ".lock"), () => log.Line("packages: waiting for another build on this machine that reads the index"), cancellation).ConfigureAwait(false);
        var mirror = new AptFolder(folder, apt, log);
        var index = await mirror.UpdateAsync(cancellation).ConfigureAwait(false);
        var resolved = ImmutableSortedDictionary.CreateBuilder<string, LockedRoot>();
        foreach (var root in roots)
        {
            var old = recorded.Roots.GetValueOrDefault(root.Name);
            var packages = locked && RootDefinition.Names.Contains(root.Name)
                ? await LockedAsync(mirror, root, old, cancellation).ConfigureAwait(false)
                : await NewestAsync(mirror, root, index, cancellation).ConfigureAwait(false);
            resolved[root.Name] = old is not null && old.Packages.SequenceEqual(packages) ? old : new LockedRoot(index.Date, packages);
        }

        return new PackageLock(resolved.ToImmutable());
    }

    /// <summary>Records what was resolved, when it differs from what is recorded.</summary>
    public async Task WriteLockAsync(PackageLock resolved, CancellationToken cancellation)
    {
        var text = resolved.ToText();
        if (!File.Exists(paths.Lock) || await File.ReadAllTextAsync(paths.Lock, cancellation).ConfigureAwait(false) != text)
        {
            await File.WriteAllTextAsync(paths.Lock, text, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<ImmutableArray<LockedPackage>> NewestAsync(AptFolder mirror, RootDefinition root, PackageIndex index, CancellationToken cancellation)
    {
        var key = new InputHash().Add("format", "1").Add("index", index.Digest).Add("packages", string.Join('\n', root.Packages)).ToKey();
        var folder = await cache.GetAsync($"packages-{root.Name}", key, MakeAsync, cancellation).ConfigureAwait(false);
        return PackageLock.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "lock.json"), cancellation).ConfigureAwait(false)).Roots[root.Name].Packages;

        async Task MakeAsync(string output, CancellationToken stop)
        {
            var packages = await mirror.ResolveAsync(root.Packages, $"Check the names in image/{root.Name}/packages.list.", stop).ConfigureAwait(false);
            var single = new PackageLock(ImmutableSortedDictionary<string, LockedRoot>.Empty.Add(root.Name, new LockedRoot(index.Date, packages)));
            await File.WriteAllTextAsync(Path.Combine(output, "lock.json"), single.ToText(), stop).ConfigureAwait(false);
        }
    }

    private static async Task<ImmutableArray<LockedPackage>> LockedAsync(AptFolder mirror, RootDefinition root, LockedRoot? old, CancellationToken cancellation)
    {
        const string remedy = "--locked builds exactly what image/packages.lock.json names. Build without --locked to renew the lock, or let apt use a mirror that still has these packages.";
        if (old is null)
        {
            throw new BuildException($"The package lock has no root '{root.Name}'. {remedy}");
        }

        var wanted = root.Packages.Concat(old.Packages.Select(static package => $"{package.Name}={package.Version}"));
        var offered = await mirror.ResolveAsync(wanted, remedy, cancellation).ConfigureAwait(false);
        var differences = PackageLock.Compare(old.Packages, offered);
        return differences.IsEmpty
            ? offered
            : throw new BuildException($"Root '{root.Name}' differs from the package lock:\n{string.Join('\n', differences.Select(static line => $"  {line}"))}\n{remedy}");
    }

    private async Task<PackageLock> ReadLockAsync(bool locked, CancellationToken cancellation)
    {
        try
        {
            return PackageLock.Parse(await File.ReadAllTextAsync(paths.Lock, cancellation).ConfigureAwait(false));
        }
        catch (Exception error) when (error is FileNotFoundException or JsonException)
        {
            return locked
                ? throw new BuildException($"Reading {paths.Lock} failed: {error.Message} Restore it from git, or build once without --locked to make it.", error)
                : new PackageLock(ImmutableSortedDictionary<string, LockedRoot>.Empty);
        }
    }
}
