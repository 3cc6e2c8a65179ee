using System.Collections.Immutable;

namespace Gateway.Agent.Files;

/// <summary>The paths of the files that the agent wrote, kept where they live as long as the files do: one path a line.</summary>
public sealed class FileManifest(string path)
{
    public ImmutableHashSet<string> Read() =>
        File.Exists(path) ? [.. File.ReadAllLines(path).Where(static line => line.Length > 0)] : [];

    public void Write(ImmutableHashSet<string> files)
    {
        if (files.SetEquals(Read()))
            return;
        AtomicFile.Write(path, string.Concat(files.Order(StringComparer.Ordinal).Select(static file => file + "\n")));
    }
}
