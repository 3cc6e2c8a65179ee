namespace Gateway.Build;

/// <summary>A folder that is gone when its user is done.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder(string parent)
    {
        Path = System.IO.Path.Combine(parent, $".partial-{Guid.NewGuid():n}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
