using System.Collections.Immutable;
using System.Formats.Tar;

namespace Gateway.Build.Tar;

/// <summary>
/// Hard links to files that are left out of an archive: the first link that stays takes the content over, and the others link to it. An archive
/// that only dropped the file would hold links to nothing.
/// </summary>
internal sealed class HardLinks
{
    /// <summary>By the path of the file that is left out: the name of the link that takes its content over.</summary>
    private readonly ImmutableDictionary<string, string> heirs;

    private HardLinks(ImmutableDictionary<string, string> heirs) => this.heirs = heirs;

    public static async Task<HardLinks> HeirsAsync(string tar, Func<string, TarEntry, bool> isLeftOut, CancellationToken cancellation)
    {
        var leftOut = new HashSet<string>(StringComparer.Ordinal);
        var heirs = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        await using var stream = File.OpenRead(tar);
        await using var reader = new TarReader(stream);
        while (await reader.GetNextEntryAsync(copyData: false, cancellation).ConfigureAwait(false) is { } entry)
        {
            var path = RootAssembler.Normalize(entry.Name);
            if (isLeftOut(path, entry))
            {
                leftOut.Add(path);
            }
            else if (entry.EntryType is TarEntryType.HardLink && RootAssembler.Normalize(entry.LinkName) is var target && leftOut.Contains(target))
            {
                heirs.TryAdd(target, entry.Name);
            }
        }

        return new HardLinks(heirs.ToImmutable());
    }

    /// <summary>The name under which an entry is written; null: it is not.</summary>
    public string? NameOf(string path, TarEntry entry, bool isLeftOut)
    {
        if (isLeftOut)
        {
            return heirs.GetValueOrDefault(path);
        }

        return entry.EntryType is TarEntryType.HardLink && Heir(entry) == entry.Name ? null : entry.Name;
    }

    public string TargetOf(TarEntry link) => Heir(link) ?? link.LinkName;

    private string? Heir(TarEntry link) => heirs.GetValueOrDefault(RootAssembler.Normalize(link.LinkName));
}
