namespace Gateway.Build.Steps;

/// <summary>Walks a folder of the source tree in an order that does not depend on the machine.</summary>
public static class SourceTree
{
    public static IEnumerable<SourceEntry> Entries(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        return Walk(new DirectoryInfo(folder), "").OrderBy(static entry => entry.RelativePath, StringComparer.Ordinal);
    }

    /// <summary>The same for a .NET project's folder, without what the compiler makes there.</summary>
    public static IEnumerable<SourceEntry> Sources(string folder) =>
        Entries(folder).Where(static entry => !entry.RelativePath.Split('/').Any(static part => part is "bin" or "obj"));

    private static IEnumerable<SourceEntry> Walk(DirectoryInfo folder, string prefix)
    {
        foreach (var info in folder.EnumerateFileSystemInfos())
        {
            var relative = prefix + info.Name;
            var isDirectory = info is DirectoryInfo && info.LinkTarget is null;
            if (info.Name == ".gitkeep")
            {
                continue;
            }

            yield return new SourceEntry(relative, info.FullName, isDirectory, info.LinkTarget);
            if (isDirectory)
            {
                foreach (var entry in Walk((DirectoryInfo)info, relative + "/"))
                {
                    yield return entry;
                }
            }
        }
    }
}

/// <summary>A file, folder or symbolic link of a tree.</summary>
public sealed record SourceEntry(string RelativePath, string FullPath, bool IsDirectory, string? LinkTarget)
{
    public bool IsExecutable =>
        LinkTarget is null && !IsDirectory && (File.GetUnixFileMode(FullPath) & UnixFileMode.UserExecute) != 0;
}
