using System.Formats.Tar;
using Gateway.Build.Roots;
using Gateway.Build.Steps;

namespace Gateway.Build.Images;

/// <summary>Kernel and initrd of a host root.</summary>
public sealed record BootFiles(string Kernel, string Initrd)
{
    public static async Task<BootFiles> ExtractAsync(StepCache cache, RootArchive root, CancellationToken cancellation)
    {
        var folder = await cache.GetAsync("boot-files", root.Key, (output, stop) => MakeAsync(root.Tar, output, stop), cancellation).ConfigureAwait(false);
        return new BootFiles(Path.Combine(folder, "vmlinuz"), Path.Combine(folder, "initrd.img"));
    }

    private static async Task MakeAsync(string tar, string output, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(tar);
        await using var reader = new TarReader(stream);
        while (await reader.GetNextEntryAsync(copyData: false, cancellation).ConfigureAwait(false) is { } entry)
        {
            var name = entry.Name switch
            {
                _ when entry.EntryType is not TarEntryType.RegularFile => null,
                var path when path.StartsWith("./boot/vmlinuz-", StringComparison.Ordinal) => "vmlinuz",
                var path when path.StartsWith("./boot/initrd.img-", StringComparison.Ordinal) => "initrd.img",
                _ => null,
            };
            if (name is not null)
            {
                await entry.ExtractToFileAsync(Path.Combine(output, name), overwrite: false, cancellation).ConfigureAwait(false);
            }
        }

        if (!File.Exists(Path.Combine(output, "vmlinuz")) || !File.Exists(Path.Combine(output, "initrd.img")))
        {
            throw new BuildException("The host root holds no kernel or no initrd under /boot. Check image/host/packages.list and image/host/finish.sh.");
        }
    }
}
