using System.Collections.Immutable;
using Gateway.Build.Processes;
using Gateway.Build.Tools;

namespace Gateway.Build.Disk;

/// <summary>A file that goes into a FAT volume; folders on its way are made.</summary>
public sealed record FatFile(string Path, string Source);

/// <summary>Makes FAT32 volumes with mkfs.fat and mtools, the same bytes for the same content.</summary>
public static class FatImage
{
    /// <param name="sectorsPerCluster">FAT32 needs 65,525 clusters or more; firmware reads fewer as FAT16.</param>
    public static async Task WriteAsync(
        ToolsRoot tools,
        string path,
        long size,
        string label,
        int sectorsPerCluster,
        ImmutableArray<FatFile> files,
        DateTimeOffset date,
        CancellationToken cancellation)
    {
        await using (var image = new FileStream(path, FileMode.Create))
        {
            image.SetLength(size);
        }

        await ProcessRunner.RunAsync(
            tools.Command("usr/sbin/mkfs.fat", "-F", "32", "-s", sectorsPerCluster.ToString(), "-n", label, "-i", VolumeId(label), "--invariant", path),
            cancellation).ConfigureAwait(false);
        foreach (var folder in Folders(files))
        {
            await RunAsync(tools.Command("usr/bin/mmd", "-i", path, $"::{folder}"), date, cancellation).ConfigureAwait(false);
        }

        foreach (var file in files)
        {
            await RunAsync(tools.Command("usr/bin/mcopy", "-i", path, file.Source, $"::{file.Path}"), date, cancellation).ConfigureAwait(false);
        }
    }

    private static Task<string> RunAsync(ToolCommand command, DateTimeOffset date, CancellationToken cancellation) =>
        ProcessRunner.RunAsync(
            command with { Environment = command.Environment.Add("SOURCE_DATE_EPOCH", date.ToUnixTimeSeconds().ToString()) },
            cancellation);

    private static IEnumerable<string> Folders(ImmutableArray<FatFile> files) =>
        files.SelectMany(static file => Parents(file.Path)).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> Parents(string path)
    {
        for (var at = path.IndexOf('/', StringComparison.Ordinal); at > 0; at = path.IndexOf('/', at + 1))
        {
            yield return path[..at];
        }
    }

    private static string VolumeId(string label) => Steps.InputHash.OfText(label)[..8];
}
