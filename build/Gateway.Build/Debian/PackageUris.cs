using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Gateway.Build.Debian;

/// <summary>Output of <c>apt-get install --print-uris</c> → the packages that would be installed. Pure.</summary>
public static partial class PackageUris
{
    public static ImmutableArray<LockedPackage> Parse(string text) =>
    [
        .. text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => Package().Match(line) is { Success: true } match
                ? new LockedPackage(match.Groups["name"].Value, Uri.UnescapeDataString(match.Groups["version"].Value), match.Groups["architecture"].Value, match.Groups["hash"].Value)
                : throw new BuildException($"apt names a package in a form that is not known here: {line}"))
            .OrderBy(static package => package.Name, StringComparer.Ordinal),
    ];

    [GeneratedRegex(@"^'[^']+' (?<name>[^_ ]+)_(?<version>[^_ ]+)_(?<architecture>[^_ ]+)\.deb \d+ SHA256:(?<hash>[0-9a-f]{64})\s*$")]
    private static partial Regex Package();
}
