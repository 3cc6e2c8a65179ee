using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Planning.Json;
using Gateway.Planning.Status;

namespace Gateway.Planning.Generations;

/// <summary>What fails under a generation that is good: no fault of the next one.</summary>
public sealed record KnownFailures
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>Units of the host.</summary>
    public ImmutableArray<string> HostUnits { get; init; } = [];

    /// <summary>Units of the container.</summary>
    public ImmutableArray<string> Units { get; init; } = [];

    /// <summary>Services of the container, by the names that status shows.</summary>
    public ImmutableArray<string> Services { get; init; } = [];

    public static KnownFailures Of(ImmutableArray<string> hostUnits, StackReport report) => new()
    {
        HostUnits = [.. hostUnits.Order(StringComparer.Ordinal)],
        Units = [.. report.FailedUnits.Order(StringComparer.Ordinal)],
        Services = [.. report.Services.Where(static service => service.State == "failed").Select(static service => service.Name)],
    };
}

/// <summary>The remembered failures as text.</summary>
public static class KnownFailuresJson
{
    private static readonly JsonSerializerOptions Options = VersionedJson.Strict(KnownFailuresJsonContext.Default);

    /// <exception cref="FormatException">It is no such document of this release.</exception>
    public static KnownFailures Parse(string text) => VersionedJson.Parse<KnownFailures>(text, "the known failures", KnownFailures.CurrentVersion, Options);

    public static string ToText(KnownFailures failures) => VersionedJson.ToText(failures, Options) + "\n";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(KnownFailures))]
internal sealed partial class KnownFailuresJsonContext : JsonSerializerContext;
