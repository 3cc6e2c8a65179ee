using System.Collections.Immutable;

namespace Gateway.Build.Debian;

/// <summary>Text of <c>/var/lib/dpkg/status</c> → what is installed. Pure.</summary>
public static class DpkgStatus
{
    /// <summary>Each installed package as <c>name version</c>.</summary>
    public static ImmutableHashSet<string> Installed(string text) =>
    [
        .. text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(static stanza => stanza.Split('\n'))
            .Where(static lines => Field(lines, "Status") == "install ok installed")
            .Select(static lines => $"{Field(lines, "Package")} {Field(lines, "Version")}"),
    ];

    private static string? Field(string[] lines, string name) =>
        lines.FirstOrDefault(line => line.StartsWith($"{name}: ", StringComparison.Ordinal))?[(name.Length + 2)..];
}
