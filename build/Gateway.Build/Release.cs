using System.Xml.Linq;

namespace Gateway.Build;

/// <summary>The version, read from the one place it stands in.</summary>
public static class Release
{
    public static async Task<string> ReadAsync(BuildPaths paths, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(Path.Combine(paths.Root, "Directory.Build.props"));
        var document = await XDocument.LoadAsync(stream, LoadOptions.None, cancellation).ConfigureAwait(false);
        return document.Descendants("GatewayVersion").Single().Value;
    }
}
