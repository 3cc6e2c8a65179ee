using System.Collections.Immutable;
using System.Formats.Tar;
using Gateway.Build.Processes;

namespace Gateway.Build.Tools;

/// <summary>
/// The image tools of Debian 13, run out of their own root through that root's dynamic loader:
/// the build machine's versions do not matter, and neither chroot nor a privilege is needed.
/// </summary>
/// <param name="key">Of the root that was unpacked into <paramref name="folder"/>.</param>
public sealed class ToolsRoot(string key, string folder)
{
    private const string Libraries = "usr/lib/x86_64-linux-gnu";

    /// <summary>Whatever the tools make depends on this.</summary>
    public string Key => key;

    public string PathOf(string relative) => Path.Combine(folder, relative);

    /// <param name="program">Path within the root, such as <c>usr/bin/mkfs.erofs</c>.</param>
    public ToolCommand Command(string program, params ImmutableArray<string> arguments) =>
        new(
            PathOf($"{Libraries}/ld-linux-x86-64.so.2"),
            ["--library-path", PathOf(Libraries), "--argv0", Path.GetFileName(program), PathOf(program), .. arguments])
        {
            Environment = ImmutableDictionary<string, string>.Empty
                .Add("GCONV_PATH", PathOf($"{Libraries}/gconv"))
                .Add("TZ", "UTC")
                .Add("MTOOLS_SKIP_CHECK", "1"),
        };

    /// <summary>Unpacks the root's archive. Owners do not matter here; device nodes are left out, and links stay within the folder.</summary>
    public static async Task UnpackAsync(string tar, string folder, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(tar);
        await using var reader = new TarReader(stream);
        while (await reader.GetNextEntryAsync(copyData: false, cancellation).ConfigureAwait(false) is { } entry)
        {
            var target = Path.GetFullPath(Path.Combine(folder, entry.Name));
            switch (entry.EntryType)
            {
                case TarEntryType.Directory:
                    Directory.CreateDirectory(target);
                    break;
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile:
                    Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                    await entry.ExtractToFileAsync(target, overwrite: true, cancellation).ConfigureAwait(false);
                    break;
                case TarEntryType.SymbolicLink:
                    File.CreateSymbolicLink(target, Relative(folder, target, entry.LinkName));
                    break;
                case TarEntryType.HardLink:
                    File.Copy(Path.Combine(folder, entry.LinkName), target, overwrite: true);
                    break;
            }
        }
    }

    private static string Relative(string folder, string link, string target) =>
        target.StartsWith('/') ? Path.GetRelativePath(Path.GetDirectoryName(link)!, Path.Combine(folder, target.TrimStart('/'))) : target;
}
