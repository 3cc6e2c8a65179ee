using System.Collections.Immutable;
using System.Text;
using Gateway.Agent.Commands;
using Gateway.Agent.Files;

namespace Gateway.Agent.Host;

/// <summary>Writes to the boot partition, which is mounted read-only but for these moments.</summary>
public sealed class BootPartition(ICommandRunner commands, string directory = HostPaths.Boot) : IDisposable
{
    /// <summary>One writer at a time: the end of the first would make the partition read-only under the second.</summary>
    private readonly SemaphoreSlim _writing = new(1, 1);

    /// <summary>It could not be made read-only again, because somebody has a file there open.</summary>
    private bool _leftWritable;

    /// <summary>Brings files to their content, null meaning that there is none; does nothing when they are so already.</summary>
    /// <param name="files">Path below the partition and content.</param>
    public async Task WriteAsync(ImmutableSortedDictionary<string, string?> files, CancellationToken cancellation)
    {
        ImmutableArray<KeyValuePair<string, string?>> changed = [.. files.Where(file => Read(file.Key) != file.Value)];
        if (changed.IsEmpty && !_leftWritable)
            return;
        await WriteAsync(
            () =>
            {
                foreach (var (name, content) in changed)
                    Put(Path.Join(directory, name), content is null ? null : Encoding.UTF8.GetBytes(content));
            },
            cancellation);
    }

    public void Dispose() => _writing.Dispose();

    /// <summary>Replaces the operator's file, byte for byte.</summary>
    /// <param name="name">Its name on the partition.</param>
    public async Task WriteOperatorFileAsync(string name, byte[] content, CancellationToken cancellation)
    {
        var path = Path.Join(directory, name);
        if (File.Exists(path) && (await File.ReadAllBytesAsync(path, cancellation)).AsSpan().SequenceEqual(content))
            return;
        await WriteAsync(() => Put(path, content), cancellation);
    }

    private async Task WriteAsync(Action write, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation);
        try
        {
            await RemountAsync("rw", cancellation);
            try
            {
                write();
            }
            finally
            {
                // Also after a failure, and when the agent is being stopped.
                _leftWritable = true;
                await RemountAsync("ro", CancellationToken.None);
                _leftWritable = false;
            }
        }
        finally
        {
            _writing.Release();
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
    private static void Put(string path, byte[]? content)
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
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            // On a full partition it would take the place of what comes next.
            File.Delete(temporary);
            throw;
        }

        LinuxFile.SyncDirectory(folder);
    }
}
