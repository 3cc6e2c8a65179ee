namespace Gateway.Agent.Probes;

/// <summary>Which sockets the processes of a daemon hold, by the kernel's tables in <c>/proc</c>.</summary>
internal sealed class ProcessSockets(string procDirectory = "/proc")
{
    private const string LinkPrefix = "socket:[";

    /// <summary>The kernel keeps 15 characters of a process's name.</summary>
    private const int CommandLength = 15;

    /// <summary>The inodes of all sockets that processes of this name have open.</summary>
    public HashSet<string> OpenBy(string processName)
    {
        var name = processName.Length > CommandLength ? processName[..CommandLength] : processName;
        var inodes = new HashSet<string>();
        foreach (var directory in Directory.EnumerateDirectories(procDirectory).Where(IsProcess))
        {
            if (IsNamed(directory, name))
                AddSockets(directory, inodes);
        }
        return inodes;
    }

    /// <summary>The lines of a table such as <c>net/packet</c>, without its heading, split into columns.</summary>
    public IEnumerable<string[]> Table(string name) =>
        File.ReadLines(Path.Join(procDirectory, name))
            .Skip(1)
            .Select(static line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static bool IsProcess(string directory) => Path.GetFileName(directory).All(char.IsAsciiDigit);

    private static bool IsNamed(string directory, string name)
    {
        try
        {
            return File.ReadAllText(Path.Join(directory, "comm")).TrimEnd('\n') == name;
        }
        catch (IOException)
        {
            // The process ended meanwhile.
            return false;
        }
    }

    private static void AddSockets(string directory, HashSet<string> inodes)
    {
        try
        {
            foreach (var descriptor in Directory.EnumerateFileSystemEntries(Path.Join(directory, "fd")))
            {
                if (new FileInfo(descriptor).LinkTarget is { } target && target.StartsWith(LinkPrefix, StringComparison.Ordinal))
                    inodes.Add(target[LinkPrefix.Length..^1]);
            }
        }
        catch (IOException)
        {
            // The process ended meanwhile; its sockets are gone with it.
        }
    }
}
