using Gateway.Build.Processes;
using Gateway.Build.Tools;

namespace Gateway.Build.Testing;

/// <summary>An image from elsewhere, in whichever form it was published, as the disk that it is.</summary>
public static class RawImage
{
    private static readonly byte[] Zstd = [0x28, 0xb5, 0x2f, 0xfd];
    private static readonly byte[] Qcow2 = [.. "QFI"u8, 0xfb];

    /// <param name="tools">Unpacks it.</param>
    /// <param name="image">The disk, or its zst or qcow2 form.</param>
    /// <param name="folder">Where it is unpacked to.</param>
    /// <param name="cancellation">Ends the tools.</param>
    public static async Task<string> FromAsync(ToolsRoot tools, string image, string folder, CancellationToken cancellation)
    {
        var source = Path.GetFullPath(image);
        var raw = Path.Combine(folder, "gateway.img");
        var command = await StartAsync(source, cancellation).ConfigureAwait(false) switch
        {
            var start when start.SequenceEqual(Zstd) => tools.Command("usr/bin/zstd", "-q", "-d", "--sparse", source, "-o", raw),
            var start when start.SequenceEqual(Qcow2) => tools.Command("usr/bin/qemu-img", "convert", "-O", "raw", source, raw),
            _ => null,
        };
        if (command is null)
        {
            return source;
        }

        await ProcessRunner.RunAsync(command with { Hint = $"Is {image} whole? Compare it with its SHA256SUMS." }, cancellation).ConfigureAwait(false);
        return raw;
    }

    private static async Task<byte[]> StartAsync(string file, CancellationToken cancellation)
    {
        try
        {
            var stream = File.OpenRead(file);
            await using (stream.ConfigureAwait(false))
            {
                var start = new byte[Zstd.Length];
                await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
                return start;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new BuildException($"Reading the image failed: {error.Message} --image=FILE names a gateway.img, or its .zst or .qcow2 form.", error);
        }
    }
}
