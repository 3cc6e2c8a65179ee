using System.Formats.Tar;
using Gateway.Build.Debian;
using Gateway.Build.Processes;
using Gateway.Build.Roots;
using Gateway.Build.Steps;
using Gateway.Build.Tar;
using Gateway.Build.Tools;

namespace Gateway.Build.Images;

/// <summary>Builds the laboratory's initramfs: lab root, overlay, and the modules it names of the appliance's own kernel.</summary>
public sealed class LabImage(BuildPaths paths, StepCache cache, ToolsRoot tools, BuildLog log)
{
    public async Task<string> BuildAsync(RootArchive lab, RootArchive host, CancellationToken cancellation)
    {
        var overlay = Path.Combine(paths.Overlays, "lab");
        var remove = Path.Combine(paths.Image, "lab", "remove.list");
        var modules = Path.Combine(paths.Image, "lab", "modules.list");
        var key = new InputHash().Add("format", "2").Add("tools", tools.Key).Add("lab", lab.Key).Add("host", host.Key).AddTree("overlay", overlay)
            .AddFile("remove", remove).AddFile("modules", modules).ToKey();
        var folder = await cache.GetAsync("lab-image", key, MakeAsync, cancellation).ConfigureAwait(false);
        return Path.Combine(folder, "lab-initrd.img");

        async Task MakeAsync(string output, CancellationToken stop)
        {
            var tree = await KernelModules.SelectAsync(host.Tar, ListFile.Read(modules), Path.Combine(output, "modules"), stop).ConfigureAwait(false);
            var changes = new RootChanges { Remove = ListFile.Read(remove), Overlays = [overlay, tree] };
            var tar = Path.Combine(output, "lab.tar");
            await using (var stream = File.Create(tar, 1 << 20))
            {
                await RootAssembler.WriteAsync(lab.Tar, changes, lab.Date, stream, stop).ConfigureAwait(false);
            }

            await ProcessRunner.RunAsync(
                tools.Command("usr/bin/zstd", "-q", "-3", "-T0", "-o", Path.Combine(output, "lab-initrd.img")) with
                {
                    InputWriter = (stream, token) => WriteCpioAsync(tar, stream, token),
                    OnLine = line => log.Progress("lab-image", line),
                },
                stop).ConfigureAwait(false);
            File.Delete(tar);
            Directory.Delete(tree, recursive: true);
        }
    }

    private static async Task WriteCpioAsync(string tar, Stream output, CancellationToken cancellation)
    {
        // Not disposed: that would close the pipe, which is the runner's.
        var buffered = new BufferedStream(output, 1 << 20);
        var writer = new CpioWriter(buffered);
        await using var input = File.OpenRead(tar);
        await using var reader = new TarReader(input);
        while (await reader.GetNextEntryAsync(copyData: false, cancellation).ConfigureAwait(false) is { } entry)
        {
            await writer.WriteAsync(entry, cancellation).ConfigureAwait(false);
        }

        await writer.FinishAsync(cancellation).ConfigureAwait(false);
        await buffered.FlushAsync(cancellation).ConfigureAwait(false);
    }
}
