using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Enumeration;
using Gateway.Build.Steps;

namespace Gateway.Build.Tar;

/// <summary>A file that the build adds to a root.</summary>
public sealed record AddedFile(string Path, string Source, UnixFileMode Mode);

/// <summary>A symbolic link that the build adds to a root.</summary>
public sealed record AddedLink(string Path, string Target);

/// <summary>What is laid over a root's archive, in order: removals, overlay trees, added files.</summary>
public sealed record RootChanges
{
    /// <summary>Globs of paths, one path segment a star; a folder takes its content with it.</summary>
    public ImmutableArray<string> Remove { get; init; } = [];
    public ImmutableArray<string> Overlays { get; init; } = [];
    public ImmutableArray<AddedFile> Files { get; init; } = [];
    public ImmutableArray<AddedLink> Links { get; init; } = [];
}

/// <summary>Streams a root's archive with changes laid over it; needs no privilege, since owners live in the archive.</summary>
public static class RootAssembler
{
    private const UnixFileMode Rx = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
    private const UnixFileMode FolderMode = Rx | UnixFileMode.UserWrite;
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <param name="baseTar">The root's archive; null: only what is added.</param>
    public static async Task WriteAsync(string? baseTar, RootChanges changes, DateTimeOffset date, Stream output, CancellationToken cancellation)
    {
        var added = Added(changes);
        await using var writer = new TarWriter(output, TarEntryFormat.Gnu, leaveOpen: true);
        var folders = new HashSet<string>(StringComparer.Ordinal);
        if (baseTar is not null)
        {
            await CopyBaseAsync(baseTar, changes.Remove, added, date, writer, folders, cancellation).ConfigureAwait(false);
        }

        foreach (var (path, entry) in added)
        {
            await WriteParentsAsync(path, date, writer, folders, cancellation).ConfigureAwait(false);
            await WriteAddedAsync(path, entry, date, writer, folders, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task CopyBaseAsync(
        string baseTar,
        ImmutableArray<string> remove,
        SortedDictionary<string, Addition> added,
        DateTimeOffset date,
        TarWriter writer,
        HashSet<string> folders,
        CancellationToken cancellation)
    {
        bool IsLeftOut(string path, TarEntry entry) => IsRemoved(path, remove) || IsReplaced(path, entry, added);
        var heirs = await HardLinks.HeirsAsync(baseTar, IsLeftOut, cancellation).ConfigureAwait(false);
        await using var stream = new FileStream(baseTar, FileOptions(FileAccess.Read));
        await using var reader = new TarReader(stream);
        while (await reader.GetNextEntryAsync(copyData: false, cancellation).ConfigureAwait(false) is { } entry)
        {
            var path = Normalize(entry.Name);
            // Device nodes are the kernel's (devtmpfs) or LXC's to make.
            if (entry.EntryType is TarEntryType.GlobalExtendedAttributes or TarEntryType.CharacterDevice or TarEntryType.BlockDevice)
            {
                continue;
            }

            var isLeftOut = IsLeftOut(path, entry);
            if (heirs.NameOf(path, entry, isLeftOut) is not { } name)
            {
                continue;
            }

            if (entry.EntryType is TarEntryType.Directory)
            {
                folders.Add(path);
            }

            // GNU format holds no extended attributes: .NET reads their bytes as text and would garble them. What
            // Debian sets there (capabilities of ping programs, ACLs of the journal) is not used on the appliance.
            var copy = new GnuTarEntry(entry) { Name = name, ModificationTime = entry.ModificationTime > date ? date : entry.ModificationTime };
            if (entry.EntryType is TarEntryType.HardLink)
            {
                copy.LinkName = heirs.TargetOf(entry);
            }

            await writer.WriteEntryAsync(copy, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>A folder joins one that is there; anything else takes the place of its like.</summary>
    private static bool IsReplaced(string path, TarEntry entry, SortedDictionary<string, Addition> added)
    {
        if (!added.TryGetValue(path, out var addition))
        {
            return false;
        }

        return (addition.IsFolder, entry.EntryType) switch
        {
            (true, TarEntryType.SymbolicLink) => throw new BuildException($"An overlay has a folder '{path}', which is a link to '{entry.LinkName}' in the root. Move what is in it below '{entry.LinkName}'."),
            (false, TarEntryType.Directory) => throw new BuildException($"An overlay has a file '{path}', which is a folder in the root. Name the folder in remove.list, or choose another name."),
            (var isFolder, _) => !isFolder,
        };
    }

    private static bool IsRemoved(string path, ImmutableArray<string> globs)
    {
        foreach (var glob in globs.Select(static glob => glob.TrimStart('/')))
        {
            for (var candidate = path; candidate.Length > 0; candidate = Parent(candidate))
            {
                if (FileSystemName.MatchesSimpleExpression(glob, candidate, ignoreCase: false) && Depth(glob) == Depth(candidate))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static int Depth(string path) => path.Count(static c => c == '/');

    private static SortedDictionary<string, Addition> Added(RootChanges changes)
    {
        var added = new SortedDictionary<string, Addition>(StringComparer.Ordinal);
        foreach (var entry in changes.Overlays.SelectMany(SourceTree.Entries))
        {
            added[entry.RelativePath] = entry switch
            {
                { LinkTarget: { } target } => new Addition { Link = target },
                { IsDirectory: true } => new Addition { IsFolder = true },
                _ => new Addition { Source = entry.FullPath, Mode = entry.IsExecutable ? FolderMode : FileMode },
            };
        }

        foreach (var file in changes.Files)
        {
            added[file.Path] = new Addition { Source = file.Source, Mode = file.Mode };
        }

        foreach (var link in changes.Links)
        {
            added[link.Path] = new Addition { Link = link.Target };
        }

        return added;
    }

    private static async Task WriteParentsAsync(string path, DateTimeOffset date, TarWriter writer, HashSet<string> folders, CancellationToken cancellation)
    {
        var parent = Parent(path);
        if (parent.Length == 0 || folders.Contains(parent))
        {
            return;
        }

        await WriteParentsAsync(parent, date, writer, folders, cancellation).ConfigureAwait(false);
        await WriteFolderAsync(parent, date, writer, folders, cancellation).ConfigureAwait(false);
    }

    private static async Task WriteFolderAsync(string path, DateTimeOffset date, TarWriter writer, HashSet<string> folders, CancellationToken cancellation)
    {
        if (folders.Add(path))
        {
            await writer.WriteEntryAsync(Entry(TarEntryType.Directory, path + "/", FolderMode, date), cancellation).ConfigureAwait(false);
        }
    }

    private static async Task WriteAddedAsync(string path, Addition addition, DateTimeOffset date, TarWriter writer, HashSet<string> folders, CancellationToken cancellation)
    {
        if (addition.IsFolder)
        {
            await WriteFolderAsync(path, date, writer, folders, cancellation).ConfigureAwait(false);
        }
        else if (addition.Link is { } target)
        {
            var entry = Entry(TarEntryType.SymbolicLink, path, Rx | UnixFileMode.UserWrite, date);
            entry.LinkName = target;
            await writer.WriteEntryAsync(entry, cancellation).ConfigureAwait(false);
        }
        else
        {
            await using var content = new FileStream(addition.Source!, FileOptions(FileAccess.Read));
            var entry = Entry(TarEntryType.RegularFile, path, addition.Mode, date);
            entry.DataStream = content;
            await writer.WriteEntryAsync(entry, cancellation).ConfigureAwait(false);
        }
    }

    private static GnuTarEntry Entry(TarEntryType type, string path, UnixFileMode mode, DateTimeOffset date) =>
        new(type, $"./{path}") { Mode = mode, ModificationTime = date };

    internal static string Normalize(string name) => (name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name).Trim('/');

    private static string Parent(string path) => path.LastIndexOf('/') is >= 0 and var at ? path[..at] : "";

    private static FileStreamOptions FileOptions(FileAccess access) =>
        new() { Access = access, BufferSize = 1 << 20, Options = System.IO.FileOptions.SequentialScan };

    private sealed record Addition
    {
        public string? Source { get; init; }
        public string? Link { get; init; }
        public bool IsFolder { get; init; }
        public UnixFileMode Mode { get; init; }
    }
}
