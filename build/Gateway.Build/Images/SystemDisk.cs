using System.Collections.Immutable;
using Gateway.Build.Artifacts;
using Gateway.Build.Debian;
using Gateway.Build.Disk;
using Gateway.Build.Steps;
using Gateway.Build.Tools;

namespace Gateway.Build.Images;

/// <summary>Puts <c>gateway.img</c> together: the boot partition, the EFI system partition and the host's root in slot A.</summary>
public sealed class SystemDisk(BuildPaths paths, ToolsRoot tools)
{
    /// <param name="ownConfig">The operator's gateway.toml (--config), or null for the one with comments.</param>
    public async Task WriteAsync(string host, BootFiles boot, string release, string? ownConfig, DateTimeOffset date, CancellationToken cancellation)
    {
        using var folder = new TemporaryFolder(paths.Artifacts);
        var table = PartitionTable.Create(InputHash.OfFile(host));
        var commandLine = string.Join(' ', ListFile.Read(Path.Combine(paths.Image, "host", "cmdline")));
        var esp = Path.Combine(folder.Path, "esp.img");
        await EfiPartition.WriteAsync(tools, folder.Path, esp, boot, commandLine, table, release, date, cancellation).ConfigureAwait(false);

        var keep = Path.Combine(folder.Path, "keep");
        await File.WriteAllTextAsync(keep, "", cancellation).ConfigureAwait(false);
        ImmutableArray<FatFile> files =
        [
            new("gateway.toml", ownConfig ?? Path.Combine(paths.Image, "config", "gateway.toml")),
            new("README.txt", Path.Combine(paths.Image, "config", "README.txt")),
            new("status/.keep", keep),
        ];
        var config = Path.Combine(folder.Path, "config.img");
        await FatImage.WriteAsync(tools, config, table["GATEWAY"].Size, "GATEWAY", 1, files, date, cancellation).ConfigureAwait(false);

        var content = new Dictionary<string, string> { ["GATEWAY"] = config, ["esp"] = esp, ["gw-a"] = host };
        var partial = Path.Combine(folder.Path, ArtifactWriter.Image);
        await DiskImage.WriteAsync(tools, partial, table, content, cancellation).ConfigureAwait(false);
        File.Move(partial, Path.Combine(paths.Artifacts, ArtifactWriter.Image), overwrite: true);
    }
}
