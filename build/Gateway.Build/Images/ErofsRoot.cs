using System.Collections.Immutable;
using Gateway.Build.Processes;
using Gateway.Build.Steps;
using Gateway.Build.Tar;
using Gateway.Build.Tools;

namespace Gateway.Build.Images;

/// <summary>Writes the read-only root of a machine: a root's archive with changes laid over it, as one erofs.</summary>
public sealed class ErofsRoot(ToolsRoot tools, BuildLog log)
{
    /// <summary>zstd level 3 in 64 KiB clusters; see docs/decisions/image-compression.md.</summary>
    public static readonly ImmutableArray<string> Compression = ["-zzstd,level=3", "-C65536"];

    /// <param name="step">Whose progress it is.</param>
    /// <param name="rootTar">The root's archive.</param>
    /// <param name="changes">What is laid over it.</param>
    /// <param name="date">Stamps the files.</param>
    /// <param name="folder">Gets the file.</param>
    /// <param name="cancellation">Ends the tools.</param>
    /// <returns>The file, <c>root.erofs</c>.</returns>
    public async Task<string> WriteAsync(string step, string rootTar, RootChanges changes, DateTimeOffset date, string folder, CancellationToken cancellation)
    {
        var tar = Path.Combine(folder, "root.tar");
        await using (var stream = File.Create(tar, 1 << 20))
        {
            await RootAssembler.WriteAsync(rootTar, changes, date, stream, cancellation).ConfigureAwait(false);
        }

        var file = Path.Combine(folder, "root.erofs");
        await ProcessRunner.RunAsync(
            tools.Command("usr/bin/mkfs.erofs", ["--quiet", .. Compression, "-T", date.ToUnixTimeSeconds().ToString(), "-U", "6f2d1f6e-0000-4000-8000-676174657761", "--tar=f", file, tar]) with
            {
                OnLine = line => log.Progress(step, line),
            },
            cancellation).ConfigureAwait(false);
        File.Delete(tar);
        return file;
    }
}
