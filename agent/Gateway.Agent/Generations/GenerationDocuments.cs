using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Gateway.Agent.Control;
using Gateway.Planning.Generations;
using Gateway.Planning.Json;

namespace Gateway.Agent.Generations;

/// <summary><c>gateway history --json</c>, newest first.</summary>
public sealed record HistoryDocument(ImmutableArray<HistoryEntry> Generations)
{
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = ControlRequest.CurrentVersion;
}

/// <param name="Runs">It is the one that runs.</param>
/// <param name="Quarantined">Its text is not tried again unless it is applied by hand.</param>
public sealed record HistoryEntry(
    int Number, DateTimeOffset Time, GenerationOrigin Origin, string Hash, GenerationResult Result, bool Runs, bool Quarantined)
{
    public string? Reason { get; init; }

    /// <summary>Seconds after which it is taken back unless it is confirmed; absent when it need not be.</summary>
    public int? ConfirmWithin { get; init; }
}

/// <summary><c>gateway diff --json</c>.</summary>
/// <param name="From">What was compared, in words.</param>
/// <param name="Text">Unified; empty: they are the same.</param>
public sealed record DiffDocument(string From, string To, string Text)
{
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = ControlRequest.CurrentVersion;
}

/// <summary><c>gateway apply --json</c> and the like.</summary>
/// <param name="Generation">What runs.</param>
/// <param name="Result">Its result so far.</param>
/// <param name="Changed">False: the same text ran before.</param>
public sealed record ApplyDocument(int Generation, GenerationResult Result, bool Changed)
{
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = ControlRequest.CurrentVersion;

    /// <summary>Seconds after which it is taken back unless it is confirmed; absent when it need not be.</summary>
    public int? ConfirmWithin { get; init; }
}

/// <summary>The file that <c>gateway edit</c> shows.</summary>
/// <param name="Name">On the boot partition.</param>
/// <param name="Base">The hash of the file that lies there now; empty: there is none.</param>
/// <param name="Differs">The file that lies there is not what runs.</param>
public sealed record EditDocument(string Name, byte[] File, string Base, bool Differs)
{
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = ControlRequest.CurrentVersion;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(KebabCaseEnumConverter<GenerationOrigin>), typeof(KebabCaseEnumConverter<GenerationResult>)])]
[JsonSerializable(typeof(HistoryDocument))]
[JsonSerializable(typeof(DiffDocument))]
[JsonSerializable(typeof(ApplyDocument))]
[JsonSerializable(typeof(EditDocument))]
internal sealed partial class GenerationJson : JsonSerializerContext;
