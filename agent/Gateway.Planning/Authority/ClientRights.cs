using Gateway.Planning.Configuration;
using Gateway.Planning.Toml;

namespace Gateway.Planning.Authority;

/// <summary>What a client may do in the registries.</summary>
/// <param name="Push">May push, and so pull too: who pushes asks first what is there.</param>
/// <param name="Repository">Only in repositories of this name and those below it, such as <c>team/web</c>; null: in all.</param>
public sealed record ClientRights(bool Pull, bool Push, string? Repository)
{
    private const int LongestRepository = 200;

    /// <summary>The beginning of the paths that are allowed, in HAProxy's terms of a map.</summary>
    public string MapKey(string client) => Repository is null ? $"{client}:/v2/" : $"{client}:/v2/{Repository}/";

    public string ToText() => (Push ? "pull, push" : "pull") + (Repository is null ? "" : $" in {Repository}");

    /// <summary>The name of a repository (OCI distribution specification), without its registry.</summary>
    internal static Parsed<string> ParseRepository(string text)
    {
        var name = text.TrimEnd('/');
        return name.Length is > 0 and <= LongestRepository && name.Split('/') is var parts && parts.All(IsComponent) && !parts.Skip(1).Any(IsOfTheProtocol)
            ? Parsed.Good(name)
            : Parsed.Bad<string>(
                $"{Quoted.Text(text)} is not the name of a repository",
                "it has parts of lower-case letters and digits, with . _ or - between them, and / between the parts, none but the first of which is manifests, blobs or tags: \"team/web\"");
    }

    /// <summary>What stands behind a repository's name in a path: such a right would be one to the repository before it.</summary>
    private static bool IsOfTheProtocol(string part) => part is "manifests" or "blobs" or "tags";

    private static bool IsComponent(string part) =>
        part.Length > 0 && IsAlphanumeric(part[0]) && IsAlphanumeric(part[^1])
        && part.All(static c => IsAlphanumeric(c) || c is '.' or '_' or '-')
        && !part.Contains("..", StringComparison.Ordinal) && !part.Contains("._", StringComparison.Ordinal) && !part.Contains("_.", StringComparison.Ordinal);

    private static bool IsAlphanumeric(char c) => c is (>= 'a' and <= 'z') or (>= '0' and <= '9');
}
