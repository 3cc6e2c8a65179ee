using System.Formats.Tar;
using System.Text;

namespace Gateway.Build.Tar;

/// <summary>Writes the <c>newc</c> archive format of the kernel's initramfs, from tar entries; owners live in the archive.</summary>
public sealed class CpioWriter(Stream output)
{
    private const uint FolderType = 0x4000, FileType = 0x8000, LinkType = 0xa000, CharacterType = 0x2000;
    private uint inode;

    public async Task WriteAsync(TarEntry entry, CancellationToken cancellation)
    {
        var path = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
        path = path.TrimEnd('/');
        var mode = (uint)entry.Mode & 0xfff;
        switch (entry.EntryType)
        {
            case TarEntryType.Directory when path.Length > 0:
                await HeaderAsync(path, FolderType | mode, entry, 0, cancellation).ConfigureAwait(false);
                break;
            case TarEntryType.SymbolicLink or TarEntryType.HardLink:
                var target = Encoding.UTF8.GetBytes(entry.EntryType is TarEntryType.HardLink ? Absolute(entry.LinkName) : entry.LinkName);
                await HeaderAsync(path, LinkType | 0x1ff, entry, (uint)target.Length, cancellation).ConfigureAwait(false);
                await output.WriteAsync(target, cancellation).ConfigureAwait(false);
                await PadAsync(target.Length, cancellation).ConfigureAwait(false);
                break;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile:
                await HeaderAsync(path, FileType | mode, entry, (uint)entry.Length, cancellation).ConfigureAwait(false);
                if (entry.DataStream is { } data)
                {
                    await data.CopyToAsync(output, cancellation).ConfigureAwait(false);
                }

                await PadAsync((int)(entry.Length % 4), cancellation).ConfigureAwait(false);
                break;
        }
    }

    /// <summary>A hard link becomes a symbolic one: newc would need all names of a file side by side.</summary>
    private static string Absolute(string path) => "/" + (path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path);

    /// <summary>Ends the archive, with the console that the kernel opens for init before anything is mounted.</summary>
    public async Task FinishAsync(CancellationToken cancellation)
    {
        await WriteHeaderAsync("dev/console", CharacterType | 0x180, 0, 0, 0, 0, cancellation, deviceMajor: 5, deviceMinor: 1).ConfigureAwait(false);
        await WriteHeaderAsync("TRAILER!!!", 0, 0, 0, 0, 0, cancellation).ConfigureAwait(false);
    }

    private Task HeaderAsync(string path, uint mode, TarEntry entry, uint size, CancellationToken cancellation) =>
        WriteHeaderAsync(path, mode, (uint)entry.Uid, (uint)entry.Gid, (uint)entry.ModificationTime.ToUnixTimeSeconds(), size, cancellation);

    private async Task WriteHeaderAsync(string path, uint mode, uint uid, uint gid, uint time, uint size, CancellationToken cancellation, uint deviceMajor = 0, uint deviceMinor = 0)
    {
        var name = Encoding.UTF8.GetBytes(path + "\0");
        var header = $"070701{++inode:x8}{mode:x8}{uid:x8}{gid:x8}{1:x8}{time:x8}{size:x8}{0:x8}{0:x8}{deviceMajor:x8}{deviceMinor:x8}{name.Length:x8}{0:x8}";
        await output.WriteAsync(Encoding.ASCII.GetBytes(header), cancellation).ConfigureAwait(false);
        await output.WriteAsync(name, cancellation).ConfigureAwait(false);
        await PadAsync(header.Length + name.Length, cancellation).ConfigureAwait(false);
    }

    private async Task PadAsync(int length, CancellationToken cancellation)
    {
        await output.WriteAsync(new byte[(4 - (length % 4)) % 4], cancellation).ConfigureAwait(false);
    }
}
