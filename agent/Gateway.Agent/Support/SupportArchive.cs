using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Gateway.Planning.Secrets;

namespace Gateway.Agent.Support;

/// <summary>Writes sources into one tar.gz, every text masked and bounded.</summary>
internal sealed class SupportArchive(SecretMask mask, TimeProvider time)
{
    /// <summary>Of each text; of a longer one the end is kept.</summary>
    public const int LargestEntry = 2 * 1024 * 1024;

    /// <summary>Of all texts together, before compression.</summary>
    public const long LargestArchive = 48 * 1024 * 1024;

    /// <summary>For each source: the archive is made when something hangs, which must not keep the rest out of it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private const string Folder = "gateway-support/";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    public async Task WriteAsync(Stream output, IEnumerable<SupportSource> sources, CancellationToken cancellation)
    {
        await using var gzip = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true);
        await using var tar = new TarWriter(gzip, TarEntryFormat.Pax, leaveOpen: true);
        var left = LargestArchive;
        List<string> leftOut = [];
        foreach (var source in sources)
        {
            var text = Bounded(mask.Apply(await ReadAsync(source, cancellation)));
            if (text.Length > left)
            {
                leftOut.Add(source.Name);
                continue;
            }

            left -= text.Length;
            await AddAsync(tar, source.Name, text, cancellation);
        }

        if (leftOut.Count > 0)
            await AddAsync(tar, "LEFT-OUT.txt", Encoding.UTF8.GetBytes($"The archive would have become too large with:\n{string.Join('\n', leftOut)}\n"), cancellation);
    }

    private async Task AddAsync(TarWriter tar, string name, byte[] text, CancellationToken cancellation) => await tar.WriteEntryAsync(
        new PaxTarEntry(TarEntryType.RegularFile, Folder + name)
        {
            DataStream = new MemoryStream(text, writable: false),
            Mode = OwnerOnly,
            ModificationTime = time.GetUtcNow(),
        },
        cancellation);

    /// <summary>What cannot be read is itself worth knowing, and must not cost the rest.</summary>
    private async Task<string> ReadAsync(SupportSource source, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            // Also what looks at no token, such as the first byte of a file on a dead disk, is left behind.
            return await Task.Run(() => source.Read(either.Token), either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return $"[no answer within {Patience.TotalSeconds:0} s]\n";
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            return $"[reading this failed: {e.Message}]\n";
        }
    }

    private static byte[] Bounded(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length <= LargestEntry ? bytes : [.. "[the beginning is left out]\n"u8, .. bytes.AsSpan(bytes.Length - LargestEntry)];
    }
}
