using Gateway.Planning.Stack;

namespace Gateway.Agent.Stack;

/// <summary>Reads <c>stack.json</c>, which the host's agent replaces as a whole.</summary>
public sealed class StackDocumentReader(string path = StackPaths.Document)
{
    public string Path { get; } = path;

    /// <summary>Null when nobody has handed one over yet.</summary>
    public async Task<StackDocument?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            return StackDocumentJson.Parse(await File.ReadAllTextAsync(Path, cancellation));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
