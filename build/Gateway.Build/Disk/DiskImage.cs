using Gateway.Build.Processes;
using Gateway.Build.Tools;

namespace Gateway.Build.Disk;

/// <summary>Puts partitions and table into one sparse file; no loop device, no mount.</summary>
public static class DiskImage
{
    private const int BlockSize = 1 << 20;

    /// <param name="content">The file that fills each partition, by partition name; the others stay empty.</param>
    public static async Task WriteAsync(ToolsRoot tools, string path, PartitionTable table, IReadOnlyDictionary<string, string> content, CancellationToken cancellation)
    {
        await using (var disk = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, BlockSize))
        {
            disk.SetLength(table.DiskSize);
            foreach (var (name, source) in content)
            {
                await CopySparseAsync(disk, table[name], source, cancellation).ConfigureAwait(false);
            }
        }

        await ProcessRunner.RunAsync(tools.Command("usr/sbin/sfdisk", "--quiet", "--no-reread", "--no-tell-kernel", path) with { Input = table.ToSfdisk() }, cancellation).ConfigureAwait(false);
    }

    private static async Task CopySparseAsync(FileStream disk, Partition partition, string source, CancellationToken cancellation)
    {
        await using var input = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, BlockSize);
        if (input.Length > partition.Size)
        {
            throw new BuildException($"The content of partition '{partition.Name}' has {input.Length / PartitionTable.Mebibyte} MiB and does not fit its {partition.Size / PartitionTable.Mebibyte} MiB. Remove packages from image/ or raise the partition's size in PartitionTable.");
        }

        var block = new byte[BlockSize];
        long offset = 0;
        int read;
        while ((read = await input.ReadAtLeastAsync(block, BlockSize, throwOnEndOfStream: false, cancellation).ConfigureAwait(false)) > 0)
        {
            if (block.AsSpan(0, read).ContainsAnyExcept((byte)0))
            {
                disk.Position = partition.Offset + offset;
                await disk.WriteAsync(block.AsMemory(0, read), cancellation).ConfigureAwait(false);
            }

            offset += read;
        }
    }
}
