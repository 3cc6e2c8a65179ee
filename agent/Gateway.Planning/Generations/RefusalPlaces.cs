using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Generations;

/// <summary>What a daemon said about a rendered file -&gt; the places in gateway.toml from which the file follows.</summary>
public static partial class RefusalPlaces
{
    /// <summary>Each rule that rests on a setting carries its key as a comment, and the firewall's checker shows the rule.</summary>
    private static readonly ImmutableArray<(string File, string Key)> Files =
    [
        ("/etc/kea/", "inside.dhcp"),
        ("/etc/unbound/", "dns"),
        ("/etc/knot/", "dns"),
        ("/etc/squid/", "proxy"),
        ("/etc/haproxy/", "registry"),
        ("/etc/haproxy/", "proxy.wpad"),
        ("/etc/gateway/torrc", "registry"),
        ("/etc/chrony/", "time"),
        ("/etc/radvd.conf", "inside"),
        ("/etc/gateway/sshd_config", "system"),
        ("/etc/gateway/registry/", "registry"),
        ("/etc/gateway/mirror/", "registry"),
    ];

    /// <summary>The refusal with a line for each place, such as <c>gateway.toml:14: [proxy]</c>.</summary>
    /// <param name="refusal">What the daemons said.</param>
    /// <param name="name">The file's name as the operator knows it.</param>
    /// <param name="file">Its bytes.</param>
    public static string Explain(string refusal, string name, ReadOnlySpan<byte> file)
    {
        var root = TomlReader.Read(file).Root;
        var keys = Comment().Matches(refusal).Select(static match => match.Groups["key"].Value)
            .Concat(Files.Where(entry => refusal.Contains(entry.File, StringComparison.Ordinal)).Select(static entry => entry.Key))
            .Distinct();
        var found = keys.Select(key => (Text: Place(root, key, name, out var written), written)).ToArray();
        // What stands in the file is where to look; a default only where nothing does.
        var places = (found.Any(static place => place.written) ? found.Where(static place => place.written) : found).Select(static place => place.Text).ToArray();
        return places.Length == 0 ? refusal : $"{refusal}\nit follows from {string.Join(" and ", places)}";
    }

    /// <summary>The key's own line, or that of the nearest table around it.</summary>
    private static string Place(TomlTable root, string key, string name, out bool written)
    {
        var table = root;
        int? line = null;
        foreach (var part in key.Split('.', ' '))
        {
            var words = part.Split('[', ']');
            if (!table.TryGet(words[0], out var entry))
                break;
            var number = words.Length > 1 && int.TryParse(words[1], CultureInfo.InvariantCulture, out var index) ? index : 1;
            var inner = entry.Value is TomlArray { IsOfTables: true } list ? list.Items.ElementAtOrDefault(number - 1) as TomlTable : null;
            line = inner?.Span.Line ?? entry.Key.Span.Line;
            if ((inner ?? entry.Value as TomlTable) is not { } next)
                break;
            table = next;
        }

        written = line is not null;
        return line is null ? $"{key}, which {name} leaves at its default" : $"{name}:{line}: {key}";
    }

    [GeneratedRegex("comment \"(?<key>[a-z0-9.\\[\\] -]+)\"")]
    private static partial Regex Comment();
}
