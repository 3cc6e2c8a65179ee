using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Gateway.Build.Processes;

namespace Gateway.Build.Debian;

/// <summary>Asks the machine's apt for its mirrors of Debian and how it reaches them.</summary>
public static partial class AptSettingsReader
{
    private static readonly ImmutableArray<string> Releases = ["bullseye", "bookworm", "trixie", "forky", "sid", "stable", "testing", "unstable"];

    public static async Task<AptSettings> ReadAsync(CancellationToken cancellation)
    {
        var indexes = await ProcessRunner.RunAsync(new ToolCommand("apt-get", ["update", "--print-uris"]), cancellation).ConfigureAwait(false);
        var options = await ProcessRunner.RunAsync(new ToolCommand("apt-config", ["dump"]), cancellation).ConfigureAwait(false);
        return Parse(indexes, options);
    }

    /// <param name="indexes">Output of <c>apt-get update --print-uris</c>.</param>
    /// <param name="options">Output of <c>apt-config dump</c>.</param>
    public static AptSettings Parse(string indexes, string options)
    {
        var sources = Index().Matches(indexes).Select(static match => (Base: match.Groups["base"].Value, Suite: match.Groups["suite"].Value)).ToHashSet();
        // Other vendors name their suites after Debian's too; Debian's own mirror is the one with updates.
        var mirror = sources.Where(static source => Releases.Contains(source.Suite))
            .OrderByDescending(source => sources.Contains((source.Base, $"{source.Suite}-updates")))
            .Select(static source => source.Base).FirstOrDefault()
            ?? throw new BuildException("Reading the machine's apt settings found no Debian mirror: /etc/apt names no source with a suite such as 'trixie' or 'bookworm'. Add one, since the image is made from it.");
        var security = sources.Where(static source => source.Suite.EndsWith("-security", StringComparison.Ordinal) && Releases.Contains(source.Suite[..^"-security".Length]))
            .Select(static source => source.Base).FirstOrDefault()
            ?? throw new BuildException("Reading the machine's apt settings found no mirror of Debian's security updates: /etc/apt names no source with a suite such as 'trixie-security'. Add one; an image without security updates is not built.");
        return new AptSettings(mirror, security) { Options = TransportOptions(options) };
    }

    private static ImmutableArray<string> TransportOptions(string dump) =>
    [
        .. dump.Split('\n').Where(static line =>
            line.StartsWith("Acquire::http", StringComparison.OrdinalIgnoreCase) ||
            line.StartsWith("Acquire::Retries", StringComparison.OrdinalIgnoreCase)),
    ];

    [GeneratedRegex("^'(?<base>[^']+)/dists/(?<suite>[^'/]+)/InRelease' ", RegexOptions.Multiline)]
    private static partial Regex Index();
}
