using Gateway.Planning.Toml;

namespace Gateway.Planning.Host;

/// <summary>Where the file that runs names the roles' cards, such as <c>gateway.toml:6</c>; null where it does not.</summary>
public sealed record RolePlaces(string? Outside, string? Inside)
{
    /// <param name="name">The file's name as the operator knows it.</param>
    /// <param name="file">Its bytes.</param>
    public static RolePlaces Find(string name, ReadOnlySpan<byte> file)
    {
        var root = TomlReader.Read(file).Root;
        return new RolePlaces(Place(root, HostNames.Outside, name), Place(root, HostNames.Inside, name));
    }

    public string? Of(string role) => role == HostNames.Outside ? Outside : Inside;

    private static string? Place(TomlTable root, string role, string name) =>
        root.TryGet(role, out var table) && table.Value is TomlTable keys && keys.TryGet("nic", out var nic)
            ? $"{name}:{nic.Key.Span.Line}"
            : null;
}
