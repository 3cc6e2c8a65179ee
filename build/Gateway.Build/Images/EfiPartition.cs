using System.Collections.Immutable;
using Gateway.Build.Disk;
using Gateway.Build.Tools;

namespace Gateway.Build.Images;

/// <summary>The EFI system partition: shim, Debian's signed systemd-boot, and slot A's entry with its kernel and initrd.</summary>
public static class EfiPartition
{
    public static async Task WriteAsync(ToolsRoot tools, string folder, string output, BootFiles boot, string commandLine, PartitionTable table, string release, DateTimeOffset date, CancellationToken cancellation)
    {
        var loader = Path.Combine(folder, "loader.conf");
        var entry = Path.Combine(folder, "gw-a.conf");
        await File.WriteAllTextAsync(loader, LoaderConf, cancellation).ConfigureAwait(false);
        await File.WriteAllTextAsync(entry, Entry("a", release, table["gw-a"].Id, commandLine), cancellation).ConfigureAwait(false);
        ImmutableArray<FatFile> files =
        [
            // The removable path, so that no firmware variable is needed; shim looks for grubx64.efi beside itself.
            new("EFI/BOOT/BOOTX64.EFI", tools.PathOf("usr/lib/shim/shimx64.efi.signed")),
            new("EFI/BOOT/grubx64.efi", tools.PathOf("usr/lib/systemd/boot/efi/systemd-bootx64.efi.signed")),
            new("EFI/BOOT/mmx64.efi", tools.PathOf("usr/lib/shim/mmx64.efi.signed")),
            new("loader/loader.conf", loader),
            new("loader/entries/gw-a.conf", entry),
            new("gw/a/vmlinuz", boot.Kernel),
            new("gw/a/initrd.img", boot.Initrd),
        ];
        await FatImage.WriteAsync(tools, output, table["esp"].Size, "GW-ESP", 8, files, date, cancellation).ConfigureAwait(false);
    }

    private const string LoaderConf = "timeout 0\neditor no\nauto-entries no\nauto-firmware no\n";

    /// <summary>Upper-case ids are not found by initramfs-tools.</summary>
    public static string Entry(string slot, string release, Guid root, string commandLine) =>
        $"""
        title Gateway {release}
        version {release}
        sort-key gateway
        linux /gw/{slot}/vmlinuz
        initrd /gw/{slot}/initrd.img
        options root=PARTUUID={root.ToString().ToLowerInvariant()} gw.slot={slot} {commandLine}

        """;
}
