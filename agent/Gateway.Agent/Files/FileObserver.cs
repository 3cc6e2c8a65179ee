using System.Collections.Immutable;
using Gateway.Planning.Desired;

namespace Gateway.Agent.Files;

/// <summary>Reads managed files. What is not there, or is no regular file, is left out: the applier replaces it.</summary>
public sealed class FileObserver(FileRoot root, AccountNames accounts)
{
    public async Task<ImmutableDictionary<string, ObservedFile>> ObserveAsync(IEnumerable<string> paths, CancellationToken cancellation)
    {
        var files = ImmutableDictionary.CreateBuilder<string, ObservedFile>();
        foreach (var path in paths)
        {
            if (await ObserveAsync(path, cancellation) is { } file)
                files[path] = file;
        }
        return files.ToImmutable();
    }

    /// <summary>When the file got its present content.</summary>
    public DateTime ChangedAt(string path) => File.GetLastWriteTimeUtc(root.Resolve(path));

    private async Task<ObservedFile?> ObserveAsync(string path, CancellationToken cancellation)
    {
        var resolved = root.Resolve(path);
        if (LinuxFile.Stat(resolved) is not { IsRegular: true } stat)
            return null;
        try
        {
            var content = await File.ReadAllTextAsync(resolved, cancellation);
            return new ObservedFile(content, stat.Mode, accounts.UserName(stat.Uid), accounts.GroupName(stat.Gid));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
