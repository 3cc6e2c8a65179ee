using System.Collections.Immutable;
using Gateway.Build.Debian;

namespace Gateway.Build.Roots;

/// <summary>The roots of one build.</summary>
public sealed record RootSet(DateTimeOffset Date, ImmutableArray<RootArchive> All)
{
    public static ImmutableArray<string> Names { get; } = ["tools", "host", "stack", "lab"];

    public RootArchive this[string name] => All.Single(root => root.Name == name);

    /// <summary>Records what was resolved, when it differs from what is recorded.</summary>
    public async Task WriteLockAsync(string path, CancellationToken cancellation)
    {
        var text = new PackageLock(Date, All.ToImmutableSortedDictionary(static root => root.Name, static root => root.Packages)).ToText();
        if (!File.Exists(path) || await File.ReadAllTextAsync(path, cancellation).ConfigureAwait(false) != text)
        {
            await File.WriteAllTextAsync(path, text, cancellation).ConfigureAwait(false);
        }
    }
}
