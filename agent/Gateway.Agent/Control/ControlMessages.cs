using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Gateway.Agent.Control;

/// <summary>One line of JSON from the operator's command to the agent. Described in docs/schemas/control.schema.json.</summary>
public sealed record ControlRequest(string Verb)
{
    public const int CurrentVersion = 1;

    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>What follows the verb; empty for most.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>The bytes of the file that the verb is about; absent for most.</summary>
    public byte[]? File { get; init; }
}

/// <summary>The one line of JSON in answer.</summary>
public sealed record ControlResponse(int Exit)
{
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = ControlRequest.CurrentVersion;

    /// <summary>The verb's document; absent when it failed.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>What was being done, what failed, what to do next; absent when it did not.</summary>
    public string? Error { get; init; }

    public static ControlResponse Failed(int exit, string error) => new(exit) { Error = error };
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ControlRequest))]
[JsonSerializable(typeof(ControlResponse))]
internal sealed partial class ControlJson : JsonSerializerContext;
