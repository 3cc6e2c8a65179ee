using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Planning.Json;

namespace Gateway.Planning.Generations;

/// <summary>The remembered generations as text.</summary>
public static class GenerationStateJson
{
    private static readonly JsonSerializerOptions Options = VersionedJson.Strict(GenerationStateJsonContext.Default);

    /// <exception cref="FormatException">It is no such document of this release.</exception>
    public static GenerationState Parse(string text) =>
        VersionedJson.Parse<GenerationState>(text, "the list of generations", GenerationState.CurrentVersion, Options);

    public static string ToText(GenerationState state) => VersionedJson.ToText(state, Options) + "\n";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    WriteIndented = true,
    NewLine = "\n",
    Converters =
    [
        typeof(KebabCaseEnumConverter<GenerationOrigin>),
        typeof(KebabCaseEnumConverter<GenerationResult>),
        typeof(DurationJsonConverter),
    ])]
[JsonSerializable(typeof(GenerationState))]
internal sealed partial class GenerationStateJsonContext : JsonSerializerContext;
