using System.Collections.Immutable;
using Gateway.Agent.Host;
using Gateway.Planning.Secrets;

namespace Gateway.Agent.Secrets;

/// <summary>What must not be shown of this device: the secrets of every configuration that is kept, and the keys that it made for itself.</summary>
/// <param name="root">The root of the host; another one in tests.</param>
public sealed class DeviceSecrets(string root = "/")
{
    /// <summary>Larger files are no keys.</summary>
    private const long LargestFile = 64 * 1024;

    /// <summary>What a line of a key's body is longer than.</summary>
    private const int ShortestLine = 16;

    private static readonly ImmutableArray<(string Folder, string Pattern)> Texts =
    [
        (HostPaths.Boot, "gateway.toml*"),
        (HostPaths.Generations, "*.toml"),
    ];

    private static readonly ImmutableArray<(string Folder, string Pattern)> Keys =
    [
        ("/var/lib/gateway/ssh", "*_key"),
        ("/var/lib/lxd", "*.key"),
        (HostPaths.ContainerRoot + "/etc/unbound", "*.key"),
        (HostPaths.ContainerRoot + "/etc/chrony", "*.keys"),
        (HostPaths.ContainerRoot + "/etc/ssl/private", "*"),
    ];

    /// <summary>A mask that knows them.</summary>
    public SecretMask Mask() => new([.. Texts.SelectMany(Files).SelectMany(OfText), .. Keys.SelectMany(Files).SelectMany(OfKey), .. Files((HostPaths.Secrets, "*")).SelectMany(OfSecret)]);

    private IEnumerable<string> Files((string Folder, string Pattern) place)
    {
        var folder = Path.Join(root, place.Folder);
        return Directory.Exists(folder)
            ? new DirectoryInfo(folder).EnumerateFiles(place.Pattern)
                .Where(static file => file.Length <= LargestFile && file.LinkTarget is null && !file.Name.EndsWith(".pub", StringComparison.Ordinal))
                .Select(static file => file.FullName)
            : [];
    }

    /// <summary>A value as it stands in the file, without its quotes; of a list each element.</summary>
    private static IEnumerable<string> OfText(string path) =>
        SecretMask.Find(Read(path)).SelectMany(static value => value.Split(['"', '\'', '[', ']', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>As a whole, and line by line as a journal would have it.</summary>
    private static IEnumerable<string> OfSecret(string path) => OfKey(path).Prepend(Read(path));

    private static IEnumerable<string> OfKey(string path) => Read(path)
        .Split('\n', StringSplitOptions.TrimEntries)
        .Where(static line => line.Length >= ShortestLine && !line.StartsWith("-----", StringComparison.Ordinal) && !line.StartsWith('#'));

    /// <summary>Empty when it has just gone, or when somebody else than root asks, who sees nothing of it elsewhere either.</summary>
    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is FileNotFoundException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
