using Gateway.Planning.Toml;

namespace Gateway.Planning.Configuration;

/// <summary>Where each setting stands in the file, and which ones were not understood.</summary>
internal sealed class ConfigurationPlaces
{
    private readonly Dictionary<string, TomlSpan> spans = new(StringComparer.Ordinal);
    private readonly HashSet<string> bad = new(StringComparer.Ordinal);

    public void Add(string path, TomlSpan span, bool isGood)
    {
        spans[path] = span;
        if (!isGood)
        {
            bad.Add(path);
        }
    }

    /// <summary>Where the value stands, or null when the default holds.</summary>
    public TomlSpan? Of(string path) => spans.TryGetValue(path, out var span) ? span : null;

    /// <summary>False when one of the settings has an error of its own, so that comparing says nothing.</summary>
    public bool AreGood(params ReadOnlySpan<string> paths)
    {
        foreach (var path in paths)
        {
            // An error in [inside] itself leaves all keys in it in doubt.
            if (bad.Any(known => known == path || path.StartsWith(known + ".", StringComparison.Ordinal)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>False when an entry of the list, or the list itself, has an error, so that what is missing in it says nothing.</summary>
    public bool IsGoodList(string name) =>
        !bad.Any(known => known == name || known.StartsWith(name + "[", StringComparison.Ordinal));

    /// <summary>For messages: <c>inside.ipv4 (line 9)</c> or <c>inside.ipv4 (the default)</c>.</summary>
    public string Describe(string path) => Of(path) is { } span ? $"{path} (line {span.Line})" : $"{path} (the default)";
}
