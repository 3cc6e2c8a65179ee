using System.Collections.Immutable;
using Gateway.Build.Debian;
using Gateway.Build.Roots;
using Gateway.Build.Steps;
using Gateway.Build.Tar;
using Gateway.Build.Tools;

namespace Gateway.Build.Images;

/// <summary>Builds the read-only root of the appliance: host root, overlays, agent and the container's image in one erofs.</summary>
public sealed class HostImage(BuildPaths paths, StepCache cache, ToolsRoot tools, BuildLog log)
{
    /// <param name="ownOverlay">The operator's own files (--overlay), or null.</param>
    public async Task<string> BuildAsync(RootArchive root, StackImageFiles stack, string agent, string release, string? ownOverlay, CancellationToken cancellation)
    {
        ImmutableArray<string> overlays = [Path.Combine(paths.Overlays, "host"), .. ownOverlay is null ? ImmutableArray<string>.Empty : [ownOverlay]];
        var remove = Path.Combine(paths.Image, "host", "remove.list");
        var hash = new InputHash().Add("format", "3").Add("compression", string.Join(' ', ErofsRoot.Compression)).Add("tools", tools.Key).Add("root", root.Key).Add("stack", stack.Key)
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
            await new ErofsRoot(tools, log).WriteAsync("host-image", root.Tar, changes, root.Date, output, stop).ConfigureAwait(false);
        }
    }
}
