using System.Collections.Immutable;

namespace Gateway.Agent.Host;

/// <summary>What udev found out about a card, from its database.</summary>
public sealed class UdevProperties(string directory = HostPaths.UdevData)
{
    private static readonly ImmutableArray<string> NameKeys = ["ID_NET_NAME_ONBOARD", "ID_NET_NAME_SLOT", "ID_NET_NAME_PATH"];

    /// <summary>Empty while udev has not looked at the card yet.</summary>
    public async Task<ImmutableDictionary<string, string>> ReadAsync(int interfaceIndex, CancellationToken cancellation)
    {
        try
        {
            return Parse(await File.ReadAllLinesAsync(Path.Join(directory, $"n{interfaceIndex}"), cancellation));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return ImmutableDictionary<string, string>.Empty;
        }
    }

    /// <summary>The name udev would give the card by its own policy, or null.</summary>
    public static string? PredictableName(ImmutableDictionary<string, string> properties) =>
        NameKeys.Select(key => properties.GetValueOrDefault(key)).FirstOrDefault(static name => name is not null);

    /// <summary>All names udev knows for the card.</summary>
    public static ImmutableArray<string> Names(ImmutableDictionary<string, string> properties) =>
        [.. properties
            .Where(static pair => pair.Key.StartsWith("ID_NET_NAME_", StringComparison.Ordinal))
            .Select(static pair => pair.Value)
            .Distinct()
            .Order(StringComparer.Ordinal)];

    private static ImmutableDictionary<string, string> Parse(string[] lines) =>
        lines.Where(static line => line.StartsWith("E:", StringComparison.Ordinal))
            .Select(static line => line[2..].Split('=', 2))
            .Where(static pair => pair.Length == 2)
            .ToImmutableDictionary(static pair => pair[0], static pair => pair[1]);
}
