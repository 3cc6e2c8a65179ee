using System.Collections.Immutable;
using System.Security.Cryptography;
using Gateway.Agent.BlockLists;
using Gateway.Agent.Files;
using Gateway.Planning.Stack;

namespace Gateway.Agent.Host;

/// <summary>The block lists that the operator put on the boot partition, and the copies that the container reads.</summary>
public sealed class BlockListFolder(string folder = HostPaths.BlockLists)
{
    private const int MostFiles = 32;

    /// <summary>What was read already: a file that has the same length and time is the same.</summary>
    private readonly Dictionary<string, (long Length, DateTime Written, BlockFile File)> _known = [];

    /// <summary>Those of a size that is taken.</summary>
    public ImmutableArray<BlockFile> Read()
    {
        lock (_known)
        {
            try
            {
                return Directory.Exists(folder)
                    ?
                    [
                        .. new DirectoryInfo(folder).EnumerateFiles().Where(static file => !file.Name.StartsWith('.'))
                            .OrderBy(static file => file.Name, StringComparer.Ordinal).Take(MostFiles).Select(Read).OfType<BlockFile>(),
                    ]
                    : [];
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // As with a file that cannot be read.
                return [];
            }
        }
    }

    /// <summary>Has the container find these files, under their hashes, and no others.</summary>
    /// <param name="target">The folder in the channel.</param>
    public void Give(ImmutableArray<BlockFile> files, string target)
    {
        if (files.IsEmpty && !Directory.Exists(target))
            return;
        Directory.CreateDirectory(target);
        foreach (var path in Directory.GetFiles(target).Where(path => !files.Any(file => file.Hash == Path.GetFileName(path))))
            File.Delete(path);
        foreach (var file in files.Where(file => !File.Exists(Path.Join(target, file.Hash))))
            Copy(file, target);
    }

    private BlockFile? Read(FileInfo file)
    {
        try
        {
            if (file.Length > BlockListStore.LargestFile)
                return null;
            if (!_known.TryGetValue(file.Name, out var known) || (known.Length, known.Written) != (file.Length, file.LastWriteTimeUtc))
                known = _known[file.Name] = (file.Length, file.LastWriteTimeUtc, new BlockFile(file.Name, HashOf(File.ReadAllBytes(file.FullName))));
            return known.File;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The container tells of a list that it does not have.
            return null;
        }
    }

    /// <summary>A file that is another by now comes with the next turn.</summary>
    private void Copy(BlockFile file, string target)
    {
        try
        {
            var content = File.ReadAllBytes(Path.Join(folder, file.Name));
            if (HashOf(content) == file.Hash)
                AtomicFile.Write(Path.Join(target, file.Hash), content, AtomicFile.DefaultMode);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As above.
            return;
        }
    }

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
