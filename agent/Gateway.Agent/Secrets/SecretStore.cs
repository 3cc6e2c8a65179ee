using System.Collections.Immutable;
using System.Text;
using Gateway.Agent.Files;
using Gateway.Agent.Host;
using Gateway.Planning.Secrets;

namespace Gateway.Agent.Secrets;

/// <summary>Keeps the secrets that gateway.toml refers to: one file each, which root alone can read.</summary>
public sealed class SecretStore(string directory = HostPaths.Secrets)
{
    /// <summary>Bytes of one secret.</summary>
    public const int Largest = 16 * 1024;

    /// <summary>How many are kept.</summary>
    public const int Most = 64;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Each name, and when it was set.</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset> List() => TryList() ?? ImmutableSortedDictionary<string, DateTimeOffset>.Empty;

    /// <summary>All that can be read; one that the disk has lost is as good as none.</summary>
    public KnownSecrets Known() => new(List().Keys
        .Select(name => (Name: name, Value: Read(name)))
        .Where(static secret => secret.Value is not null)
        .ToImmutableDictionary(static secret => secret.Name, static secret => new Secret(secret.Value!)));

    /// <summary>The same; nothing is known on another computer than a gateway, and to others than root.</summary>
    public KnownSecrets KnownHere() => TryList() is null ? KnownSecrets.None : Known();

    /// <exception cref="IOException">The disk does not take it; then what was there is there.</exception>
    public void Set(string name, Secret value)
    {
        Directory.CreateDirectory(directory, OwnerOnly | UnixFileMode.UserExecute);
        AtomicFile.Write(PathOf(name), value.Reveal(), OwnerOnly);
    }

    /// <exception cref="IOException">The disk does not take it.</exception>
    public void Remove(string name) => AtomicFile.Remove(PathOf(name));

    private string PathOf(string name) => Path.Join(directory, name);

    private ImmutableSortedDictionary<string, DateTimeOffset>? TryList()
    {
        try
        {
            return new DirectoryInfo(directory).EnumerateFiles()
                .Where(static file => SecretName.IsName(file.Name) && file.LinkTarget is null && file.Length <= Largest)
                .ToImmutableSortedDictionary(static file => file.Name, static file => new DateTimeOffset(file.LastWriteTimeUtc), StringComparer.Ordinal);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string? Read(string name)
    {
        try
        {
            return File.ReadAllText(PathOf(name), Encoding.UTF8);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
