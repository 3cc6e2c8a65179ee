namespace Gateway.Agent.Files;

/// <summary>The directory that stands for <c>/</c>: the root itself on a gateway, a directory of its own in a test.</summary>
public sealed record FileRoot(string Directory)
{
    public static FileRoot System { get; } = new("/");

    public string Resolve(string path) =>
        path.StartsWith('/') ? Path.Join(Directory, path) : throw new ArgumentException($"'{path}' is not an absolute path", nameof(path));
}
