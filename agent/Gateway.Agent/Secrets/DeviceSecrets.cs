using System.Collections.Immutable;
using Gateway.Agent.Files;
using Gateway.Agent.Host;
using Gateway.Agent.Support;
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
    ];

    /// <summary>In the container, which can put there what it wants.</summary>
    private static readonly ImmutableArray<(string Folder, string Pattern)> ContainerKeys =
        [("/etc/unbound", "*.key"), ("/etc/chrony", "*.keys"), ("/etc/ssl/private", "*")];

    /// <summary>A mask that knows them.</summary>
    public SecretMask Mask()
    {
        var container = new ContainerFolders(root);
        var keys = Keys.SelectMany(place => Files(Path.Join(root, place.Folder), place.Pattern))
            .Concat(ContainerKeys.SelectMany(place => container.File(place.Folder) is { } folder ? Files(folder, place.Pattern) : []));
        return new([.. Texts.SelectMany(place => Files(Path.Join(root, place.Folder), place.Pattern)).SelectMany(OfText), .. keys.SelectMany(OfKey), .. Files(Path.Join(root, HostPaths.Secrets), "*").SelectMany(OfSecret)]);
    }

    private static ImmutableArray<string> Files(string folder, string pattern)
    {
        try
        {
            return
            [
                .. new DirectoryInfo(folder).EnumerateFiles(pattern)
                    .Where(static file => file.Length <= LargestFile && !file.Name.EndsWith(".pub", StringComparison.Ordinal))
                    .Select(static file => file.FullName),
            ];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>A value as it stands in the file, without its quotes; of a list each element.</summary>
    private static IEnumerable<string> OfText(string path) =>
        SecretMask.Find(Read(path)).SelectMany(static value => value.Split(['"', '\'', '[', ']', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>As a whole, and line by line as a journal would have it.</summary>
    private static IEnumerable<string> OfSecret(string path) => OfKey(path).Prepend(Read(path));

    private static IEnumerable<string> OfKey(string path) => Read(path)
        .Split('\n', StringSplitOptions.TrimEntries)
        .Where(static line => line.Length >= ShortestLine && !line.StartsWith("-----", StringComparison.Ordinal) && !line.StartsWith('#'));

    /// <summary>Empty when it has just gone, is on a disk that answers no more, or when somebody else than root asks, who sees nothing of it elsewhere either.</summary>
    private static string Read(string path)
    {
        try
        {
            using var reader = new StreamReader(LinuxFile.OpenPlain(path));
            return reader.ReadToEnd();
        }
        catch (IOException)
        {
            return "";
        }
    }
}
