using System.Collections.Immutable;
using System.Formats.Tar;

namespace Gateway.Build.Images;

/// <summary>Copies named kernel modules, and what they depend on, out of a root's archive.</summary>
public static class KernelModules
{
    /// <summary>Returns the folder, laid out as <c>usr/lib/modules/VERSION</c>.</summary>
    public static async Task<string> SelectAsync(string tar, ImmutableArray<string> names, string folder, CancellationToken cancellation)
    {
        var dependencies = await ReadDependenciesAsync(tar, cancellation).ConfigureAwait(false);
        var wanted = Closure(dependencies, names);
        await using var stream = File.OpenRead(tar);
        await using var reader = new TarReader(stream);
        while (await reader.GetNextEntryAsync(copyData: false, cancellation).ConfigureAwait(false) is { } entry)
        {
            if (ModulePath(entry.Name) is { } path && (wanted.Contains(path) || path.StartsWith("modules.", StringComparison.Ordinal)))
            {
                var target = Path.Combine(folder, entry.Name[2..]);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                await entry.ExtractToFileAsync(target, overwrite: true, cancellation).ConfigureAwait(false);
            }
        }

        return folder;
    }

    /// <summary>Text of modules.dep and names of modules → paths of those modules and of all they need. Pure.</summary>
    public static ImmutableHashSet<string> Closure(string modulesDep, ImmutableArray<string> names)
    {
        var needs = modulesDep.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line.Split(':', 2))
            .ToDictionary(static parts => parts[0], static parts => parts[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var byName = needs.Keys.ToDictionary(NameOf);
        var wanted = ImmutableHashSet.CreateBuilder<string>();
        foreach (var name in names)
        {
            // A module that is built into the kernel has no file.
            if (byName.TryGetValue(name.Replace('-', '_'), out var path))
            {
                wanted.Add(path);
                wanted.UnionWith(needs[path]);
            }
        }

        return wanted.ToImmutable();
    }

    private static string NameOf(string path) => Path.GetFileName(path).Split('.')[0].Replace('-', '_');

    private static async Task<string> ReadDependenciesAsync(string tar, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(tar);
        await using var reader = new TarReader(stream);
        while (await reader.GetNextEntryAsync(copyData: false, cancellation).ConfigureAwait(false) is { } entry)
        {
            if (ModulePath(entry.Name) == "modules.dep" && entry.DataStream is { } data)
            {
                using var text = new StreamReader(data);
                return await text.ReadToEndAsync(cancellation).ConfigureAwait(false);
            }
        }

        throw new BuildException("The host root holds no modules.dep; its kernel package did not install whole.");
    }

    /// <summary>The path below the version's folder, or null for anything that is not a file of it.</summary>
    private static string? ModulePath(string name)
    {
        const string prefix = "./usr/lib/modules/";
        if (!name.StartsWith(prefix, StringComparison.Ordinal) || name.EndsWith('/'))
        {
            return null;
        }

        var slash = name.IndexOf('/', prefix.Length);
        return slash < 0 ? null : name[(slash + 1)..];
    }
}
