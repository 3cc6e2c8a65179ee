using System.Collections.Immutable;

namespace Gateway.Build.Debian;

/// <summary>The data files under <c>image/</c>: one entry a line, <c>#</c> begins a comment.</summary>
public static class ListFile
{
    public static ImmutableArray<string> Parse(string text) =>
    [
        .. text.Split('\n')
            .Select(static line => (line.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at ? line[..at] : line).Trim())
            .Where(static line => line.Length > 0),
    ];

    public static ImmutableArray<string> Read(string path) => Parse(File.ReadAllText(path));
}
