using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Build.Debian;

/// <summary>A package as it was installed.</summary>
public sealed record LockedPackage(string Name, string Version, string Architecture, string Sha256);

/// <summary>The resolved packages of every root.</summary>
/// <param name="Date">Stamps every file of the roots, so that two builds from one lock are the same.</param>
public sealed record PackageLock(DateTimeOffset Date, ImmutableSortedDictionary<string, ImmutableArray<LockedPackage>> Roots)
{

    public static PackageLock Parse(string text) =>
        JsonSerializer.Deserialize(text, PackageLockJson.Default.PackageLock) ?? throw new BuildException("The package lock is empty.");

    public string ToText() => JsonSerializer.Serialize(this, PackageLockJson.Default.PackageLock) + "\n";

    /// <summary>apt preferences that allow exactly the locked versions and nothing else.</summary>
    public static string Preferences(ImmutableArray<LockedPackage> packages) =>
        "Package: *\nPin: release *\nPin-Priority: -1\n"
        + string.Concat(packages.Select(static package => $"\nPackage: {package.Name}\nPin: version {package.Version}\nPin-Priority: 1001\n"));

    /// <summary>What differs between the lock and what was installed, a line each; empty when nothing does.</summary>
    public static ImmutableArray<string> Compare(ImmutableArray<LockedPackage> locked, ImmutableArray<LockedPackage> installed)
    {
        var before = locked.ToDictionary(static package => (package.Name, package.Architecture));
        var after = installed.ToDictionary(static package => (package.Name, package.Architecture));
        return
        [
            .. before.Where(entry => !after.ContainsKey(entry.Key)).Select(static entry => $"{entry.Value.Name} {entry.Value.Version}: locked, not installed"),
            .. after.Where(entry => !before.ContainsKey(entry.Key)).Select(static entry => $"{entry.Value.Name} {entry.Value.Version}: installed, not locked"),
            .. from entry in after
               where before.TryGetValue(entry.Key, out var old) && old != entry.Value
               let old = before[entry.Key]
               select $"{old.Name}: locked {old.Version} ({old.Sha256[..12]}), installed {entry.Value.Version} ({entry.Value.Sha256[..12]})",
        ];
    }
}

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PackageLock))]
internal sealed partial class PackageLockJson : JsonSerializerContext;
