using System.Collections.Immutable;
using Gateway.Build.Debian;
using Gateway.Build.Processes;
using Gateway.Build.Roots;
using Gateway.Build.Steps;
using Gateway.Build.Tar;
using Gateway.Build.Tools;

namespace Gateway.Build.Images;

/// <summary>Builds the read-only root of the appliance: host root, overlays, agent and the container's image in one erofs.</summary>
public sealed class HostImage(BuildPaths paths, StepCache cache, ToolsRoot tools, BuildLog log)
{
    /// <summary>zstd level 3 in 64 KiB clusters; see docs/decisions/image-compression.md.</summary>
    private static readonly ImmutableArray<string> Compression = ["-zzstd,level=3", "-C65536"];

    /// <param name="ownOverlay">The operator's own files (--overlay), or null.</param>
    public async Task<string> BuildAsync(RootArchive root, StackImageFiles stack, string agent, string release, string? ownOverlay, CancellationToken cancellation)
    {
        ImmutableArray<string> overlays = [Path.Combine(paths.Overlays, "host"), .. ownOverlay is null ? ImmutableArray<string>.Empty : [ownOverlay]];
        var remove = Path.Combine(paths.Image, "host", "remove.list");
        var hash = new InputHash().Add("format", "3").Add("compression", string.Join(' ', Compression)).Add("tools", tools.Key).Add("root", root.Key).Add("stack", stack.Key)
            .AddFile("agent", agent).AddFile("remove", remove).Add("release", release);
        foreach (var overlay in overlays)
        {
            hash.AddTree("overlay", overlay);
        }

        var folder = await cache.GetAsync("host-image", hash.ToKey(), MakeAsync, cancellation).ConfigureAwait(false);
        return Path.Combine(folder, "root.erofs");

        async Task MakeAsync(string output, CancellationToken stop)
        {
            var stackHash = Path.Combine(output, "gateway-stack.sha256");
            await File.WriteAllTextAsync(stackHash, InputHash.OfFile(stack.SquashFs) + "\n", stop).ConfigureAwait(false);
            var changes = new RootChanges
            {
                Remove = ListFile.Read(remove),
                Overlays = overlays,
                Files =
                [
                    AgentFiles.Binary(agent),
                    await AgentFiles.ReleaseAsync(output, release, stop).ConfigureAwait(false),
                    new AddedFile("opt/gateway-stack.squashfs", stack.SquashFs, AgentFiles.Readable),
                    new AddedFile("opt/gateway-stack.metadata.tar.xz", stack.Metadata, AgentFiles.Readable),
                    new AddedFile("opt/gateway-stack.sha256", stackHash, AgentFiles.Readable),
                ],
                Links = [AgentFiles.Command],
            };
            var tar = Path.Combine(output, "root.tar");
            await using (var stream = File.Create(tar, 1 << 20))
            {
                await RootAssembler.WriteAsync(root.Tar, changes, root.Date, stream, stop).ConfigureAwait(false);
            }

            await ProcessRunner.RunAsync(
                tools.Command("usr/bin/mkfs.erofs", ["--quiet", .. Compression, "-T", root.Date.ToUnixTimeSeconds().ToString(), "-U", "6f2d1f6e-0000-4000-8000-676174657761", "--tar=f", Path.Combine(output, "root.erofs"), tar]) with
                {
                    OnLine = line => log.Progress("host-image", line),
                },
                stop).ConfigureAwait(false);
            File.Delete(tar);
        }
    }
}
