using System.Collections.Immutable;
using Gateway.Build.Artifacts;
using Gateway.Build.Debian;
using Gateway.Build.Images;
using Gateway.Build.Steps;
using Gateway.Build.Tools;

namespace Gateway.Build.Disk;

/// <summary>Makes a disk image in <c>artifacts/</c> from a machine's root and its boot files.</summary>
public sealed class DiskWriter(BuildPaths paths, ToolsRoot tools)
{
    /// <summary>What the operator finds on the boot partition.</summary>
    public static ImmutableArray<FatFile> OperatorFiles(BuildPaths paths, BuildOptions options) =>
    [
        new("gateway.toml", options.Config ?? Path.Combine(paths.Image, "config", "gateway.toml")),
        new("README.txt", Path.Combine(paths.Image, "config", "README.txt")),
        new(ArtifactWriter.Schema, Path.Combine(paths.Artifacts, ArtifactWriter.Schema)),
    ];

    /// <param name="name">Below <c>artifacts/</c>.</param>
    /// <param name="root">The erofs for slot A.</param>
    /// <param name="boot">Kernel and initrd.</param>
    /// <param name="files">For the boot partition.</param>
    /// <param name="release">Shown by the boot loader.</param>
    /// <param name="date">Stamps the files.</param>
    /// <param name="cancellation">Ends the tools.</param>
    /// <returns>The image's path.</returns>
    public async Task<string> WriteAsync(string name, string root, BootFiles boot, ImmutableArray<FatFile> files, string release, DateTimeOffset date, CancellationToken cancellation)
    {
        var target = Path.Combine(paths.Artifacts, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using var folder = new TemporaryFolder(paths.Artifacts);
        var table = PartitionTable.Create(InputHash.OfFile(root));
        var commandLine = string.Join(' ', ListFile.Read(Path.Combine(paths.Image, "host", "cmdline")));
        var esp = Path.Combine(folder.Path, "esp.img");
        var config = Path.Combine(folder.Path, "config.img");
        await EfiPartition.WriteAsync(tools, folder.Path, esp, boot, commandLine, table, release, date, cancellation).ConfigureAwait(false);
        await FatImage.WriteAsync(tools, config, table["GATEWAY"].Size, "GATEWAY", 1, [.. files, new("status/.keep", Empty(folder.Path))], date, cancellation).ConfigureAwait(false);
        var content = new Dictionary<string, string> { ["GATEWAY"] = config, ["esp"] = esp, ["gw-a"] = root };
        var partial = Path.Combine(folder.Path, "disk.img");
        await DiskImage.WriteAsync(tools, partial, table, content, cancellation).ConfigureAwait(false);
        File.Move(partial, target, overwrite: true);
        return target;
    }

    private static string Empty(string folder)
    {
        var path = Path.Combine(folder, "empty");
        File.WriteAllBytes(path, []);
        return path;
    }
}
