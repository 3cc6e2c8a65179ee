using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Build.Debian;

/// <summary>A package as the mirror's signed index has it.</summary>
public sealed record LockedPackage(string Name, string Version, string Architecture, string Sha256);

/// <summary>What a root consists of.</summary>
/// <param name="Date">The date of the index that first gave these packages. It stamps the root's files, so that two builds from one lock are the same.</param>
public sealed record LockedRoot(DateTimeOffset Date, ImmutableArray<LockedPackage> Packages);

/// <summary>The resolved packages of every root.</summary>
public sealed record PackageLock(ImmutableSortedDictionary<string, LockedRoot> Roots)
{
    public static PackageLock Parse(string text) =>
        JsonSerializer.Deserialize(text, PackageLockJson.Default.PackageLock) ?? throw new JsonException("The package lock is empty.");

    public string ToText() => JsonSerializer.Serialize(this, PackageLockJson.Default.PackageLock) + "\n";

    /// <summary>What the mirror would give instead of what is locked, a line each; empty when it is the same.</summary>
    public static ImmutableArray<string> Compare(ImmutableArray<LockedPackage> locked, ImmutableArray<LockedPackage> offered)
    {
        var before = locked.ToDictionary(static package => package.Name);
        var after = offered.ToDictionary(static package => package.Name);
        return
        [
            .. before.Values.Where(package => !after.ContainsKey(package.Name)).Select(static package => $"{package.Name} {package.Version}: locked, but nothing asks for it"),
            .. after.Values.Where(package => !before.ContainsKey(package.Name)).Select(static package => $"{package.Name} {package.Version}: needed, but not locked"),
            .. after.Values.Where(package => before.TryGetValue(package.Name, out var old) && old != package)
                .Select(package => $"{package.Name}: locked {Describe(before[package.Name])}, the mirror has {Describe(package)}"),
        ];
    }

    /// <summary>apt preferences that allow exactly these versions and nothing else.</summary>
    public static string Preferences(ImmutableArray<LockedPackage> packages) =>
        "Package: *\nPin: release *\nPin-Priority: -1\n"
        + string.Concat(packages.Select(static package => $"\nPackage: {package.Name}\nPin: version {package.Version}\nPin-Priority: 1001\n"));

    private static string Describe(LockedPackage package) => $"{package.Version} ({package.Sha256[..12]})";
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PackageLock))]
internal sealed partial class PackageLockJson : JsonSerializerContext;
