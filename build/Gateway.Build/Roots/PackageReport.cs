using System.Collections.Immutable;
using Gateway.Build.Debian;

namespace Gateway.Build.Roots;

/// <summary>Output of <c>apt-cache show</c> for the installed packages → the packages. Pure.</summary>
public static class PackageReport
{
    public static ImmutableArray<LockedPackage> Parse(string text) =>
    [
        .. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(ParseStanza)
            .OfType<LockedPackage>()
            .DistinctBy(static package => (package.Name, package.Architecture, package.Version))
            .OrderBy(static package => package.Name, StringComparer.Ordinal)
            .ThenBy(static package => package.Architecture, StringComparer.Ordinal),
    ];

    private static LockedPackage? ParseStanza(string stanza)
    {
        var lines = stanza.Split('\n');
        return Field(lines, "Package") is { } name && Field(lines, "SHA256") is { } hash
            ? new LockedPackage(name, Field(lines, "Version")!, Field(lines, "Architecture")!, hash)
            : null;
    }

    private static string? Field(string[] lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal))?[(name.Length + 1)..].Trim();
}
