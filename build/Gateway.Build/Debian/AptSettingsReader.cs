using System.Collections.Immutable;

namespace Gateway.Build.Debian;

/// <summary>Texts of apt's source files → the mirrors of Debian in them. Pure.</summary>
public static class AptSettingsReader
{
    private static readonly ImmutableArray<string> Releases = ["bullseye", "bookworm", "trixie", "forky", "sid", "stable", "testing", "unstable"];

    /// <param name="files">Name and text of each file under /etc/apt that lists sources.</param>
    /// <param name="options">Output of <c>apt-config dump</c>.</param>
    public static AptSettings Read(IEnumerable<(string Name, string Text)> files, string options)
    {
        var sources = files
            .SelectMany(static file => file.Name.EndsWith(".sources", StringComparison.Ordinal) ? Deb822(file.Text) : OneLine(file.Text))
            .ToList();
        var mirror = Find(sources, static suite => Releases.Contains(suite))
            ?? throw new BuildException("Reading the machine's apt settings found no Debian mirror: /etc/apt names no source with a suite such as 'trixie' or 'bookworm'. Add one, since the image is made from it.");
        var security = Find(sources, static suite => suite.EndsWith("-security", StringComparison.Ordinal) && Releases.Contains(suite[..^9]))
            ?? throw new BuildException("Reading the machine's apt settings found no mirror of Debian's security updates: /etc/apt names no source with a suite such as 'trixie-security'. Add one; an image without security updates is not built.");
        return new AptSettings(mirror, security) { Options = TransportOptions(options) };
    }

    private static string? Find(IEnumerable<(string Base, string Suite)> sources, Func<string, bool> suite) =>
        sources.Where(source => suite(source.Suite)).Select(static source => source.Base).FirstOrDefault();

    private static IEnumerable<(string Base, string Suite)> OneLine(string text) =>
        from line in text.Split('\n')
        let words = WithoutOptions(line).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        where words is ["deb", _, _, ..]
        select (words[1].TrimEnd('/'), words[2]);

    /// <summary>Drops the bracketed options of a one-line source.</summary>
    private static string WithoutOptions(string line)
    {
        var open = line.IndexOf('[', StringComparison.Ordinal);
        var close = line.IndexOf(']', StringComparison.Ordinal);
        return open >= 0 && close > open ? line.Remove(open, close - open + 1) : line;
    }

    private static IEnumerable<(string Base, string Suite)> Deb822(string text)
    {
        foreach (var stanza in text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var fields = Fields(stanza);
            if (!fields.GetValueOrDefault("types", "").Split(' ').Contains("deb") || fields.GetValueOrDefault("enabled", "yes") == "no")
            {
                continue;
            }

            foreach (var address in Words(fields, "uris"))
            {
                foreach (var suite in Words(fields, "suites"))
                {
                    yield return (address.TrimEnd('/'), suite);
                }
            }
        }
    }

    private static string[] Words(Dictionary<string, string> fields, string name) =>
        fields.GetValueOrDefault(name, "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static Dictionary<string, string> Fields(string stanza)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var current = "";
        foreach (var line in stanza.Split('\n').Where(static line => !line.StartsWith('#')))
        {
            if (line.StartsWith(' ') || line.StartsWith('\t'))
            {
                fields[current] = $"{fields.GetValueOrDefault(current, "")} {line.Trim()}";
            }
            else if (line.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon)
            {
                current = line[..colon].Trim();
                fields[current] = line[(colon + 1)..].Trim();
            }
        }

        return fields;
    }

    private static ImmutableArray<string> TransportOptions(string dump) =>
    [
        .. dump.Split('\n').Where(static line =>
            line.StartsWith("Acquire::http", StringComparison.OrdinalIgnoreCase) ||
            line.StartsWith("Acquire::https", StringComparison.OrdinalIgnoreCase) ||
            line.StartsWith("Acquire::Retries", StringComparison.OrdinalIgnoreCase)),
    ];
}
