namespace Gateway.Build.Roots;

/// <summary>A finished root.</summary>
/// <param name="Key">The hash of everything the root was made from.</param>
/// <param name="Date">No file of the root is newer; what is made from the root carries it too.</param>
public sealed record RootArchive(string Name, string Key, string Tar, DateTimeOffset Date);
