using System.Collections.Immutable;
using System.Text;
using Gateway.Agent.Commands;
using Gateway.Agent.Files;

namespace Gateway.Agent.Host;

/// <summary>Writes to the boot partition, which is mounted read-only but for these moments.</summary>
public sealed class BootPartition(ICommandRunner commands, string directory = HostPaths.Boot)
{
    /// <summary>Brings files to their content, null meaning that there is none; does nothing when they are so already.</summary>
    /// <param name="files">Path below the partition and content.</param>
    public async Task WriteAsync(ImmutableSortedDictionary<string, string?> files, CancellationToken cancellation)
    {
        ImmutableArray<KeyValuePair<string, string?>> changed = [.. files.Where(file => Read(file.Key) != file.Value)];
        if (changed.IsEmpty)
            return;
        await RemountAsync("rw", cancellation);
        try
        {
            foreach (var (name, content) in changed)
                Put(Path.Join(directory, name), content);
        }
        finally
        {
            // Also after a failure, and when the agent is being stopped.
            await RemountAsync("ro", CancellationToken.None);
        }
    }

    private async Task RemountAsync(string mode, CancellationToken cancellation) =>
        await commands.RunCheckedAsync(Command.Of("mount", "-o", $"remount,{mode}", directory), cancellation);

    private string? Read(string name)
    {
        var path = Path.Join(directory, name);
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }

    /// <summary>FAT knows no modes or owners, so this is not <see cref="AtomicFile"/>.</summary>
    private static void Put(string path, string? content)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (content is null)
        {
            File.Delete(path);
            LinuxFile.SyncDirectory(folder);
            return;
        }

        Directory.CreateDirectory(folder);
        var temporary = Path.Join(folder, "new.tmp");
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            stream.Write(Encoding.UTF8.GetBytes(content));
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
        LinuxFile.SyncDirectory(folder);
    }
}
