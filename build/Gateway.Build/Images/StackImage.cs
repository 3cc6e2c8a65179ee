using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gateway.Build.Debian;
using Gateway.Build.Processes;
using Gateway.Build.Roots;
using Gateway.Build.Steps;
using Gateway.Build.Tar;
using Gateway.Build.Tools;

namespace Gateway.Build.Images;

/// <summary>The container's image in LXD's split form: a squashfs root and a metadata archive.</summary>
/// <param name="Key">The hash of everything the image was made from.</param>
public sealed record StackImageFiles(string Key, string SquashFs, string Metadata);

/// <summary>Builds the container's image from the stack root, its overlay and the agent.</summary>
public sealed class StackImage(BuildPaths paths, StepCache cache, ToolsRoot tools, BuildLog log)
{
    /// <summary>Level 15 takes four times as long and saves 7 MB; see docs/decisions/image-compression.md.</summary>
    private const string Level = "6";

    public async Task<StackImageFiles> BuildAsync(RootArchive root, string agent, string release, CancellationToken cancellation)
    {
        var overlay = Path.Combine(paths.Overlays, "stack");
        var remove = Path.Combine(paths.Image, "stack", "remove.list");
        var key = new InputHash().Add("options", string.Join(' ', Options(root.Date))).Add("tools", tools.Key).Add("root", root.Key).AddTree("overlay", overlay)
            .AddFile("agent", agent).AddFile("remove", remove).Add("release", release).ToKey();
        var folder = await cache.GetAsync("stack-image", key, MakeAsync, cancellation).ConfigureAwait(false);
        return new StackImageFiles(key, Path.Combine(folder, "gateway-stack.squashfs"), Path.Combine(folder, "gateway-stack.metadata.tar.xz"));

        async Task MakeAsync(string output, CancellationToken stop)
        {
            var changes = new RootChanges
            {
                Remove = ListFile.Read(remove),
                Overlays = [overlay],
                Files = [AgentFiles.Binary(agent), await AgentFiles.ReleaseAsync(output, release, stop).ConfigureAwait(false)],
                Links = [AgentFiles.Command],
            };
            await ProcessRunner.RunAsync(
                tools.Command("usr/bin/sqfstar", [.. Options(root.Date), Path.Combine(output, "gateway-stack.squashfs")]) with
                {
                    InputWriter = (stream, token) => RootAssembler.WriteAsync(root.Tar, changes, root.Date, stream, token),
                    OnLine = line => log.Progress("stack-image", line),
                },
                stop).ConfigureAwait(false);
            await WriteMetadataAsync(output, release, root.Date, stop).ConfigureAwait(false);
        }
    }

    /// <summary>The archive has no entry for the root itself: without an owner and a mode it would be the builder's, and everybody could write to it. Pure.</summary>
    public static ImmutableArray<string> Options(DateTimeOffset date)
    {
        var time = date.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return
        [
            "-quiet", "-no-progress", "-comp", "zstd", "-Xcompression-level", Level,
            "-root-mode", "0755", "-root-uid", "0", "-root-gid", "0", "-root-time", time, "-mkfs-time", time,
        ];
    }

    private async Task WriteMetadataAsync(string output, string release, DateTimeOffset date, CancellationToken cancellation)
    {
        var metadata = Path.Combine(output, "metadata.yaml");
        await File.WriteAllTextAsync(metadata, Metadata(release, date), cancellation).ConfigureAwait(false);
        var changes = new RootChanges { Files = [new AddedFile("metadata.yaml", metadata, AgentFiles.Readable)] };
        var tar = Path.Combine(output, "gateway-stack.metadata.tar");
        await using (var stream = File.Create(tar))
        {
            await RootAssembler.WriteAsync(null, changes, date, stream, cancellation).ConfigureAwait(false);
        }

        await ProcessRunner.RunAsync(tools.Command("usr/bin/xz", "--force", tar), cancellation).ConfigureAwait(false);
        File.Delete(metadata);
    }

    private static string Metadata(string release, DateTimeOffset date)
    {
        var text = new StringBuilder();
        text.Append("architecture: x86_64\n");
        text.Append($"creation_date: {date.ToUnixTimeSeconds()}\n");
        text.Append("properties:\n");
        text.Append("  architecture: amd64\n");
        text.Append($"  description: Gateway {release}, the network stack\n");
        text.Append("  os: gateway\n");
        text.Append($"  release: \"{release}\"\n");
        return text.ToString();
    }
}
