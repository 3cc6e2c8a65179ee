using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Gateway.Agent.Control;

namespace Gateway.Agent.Secrets;

/// <summary><c>gateway secret list --json</c>, by name.</summary>
public sealed record SecretsDocument(ImmutableArray<SecretEntry> Secrets)
{
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = ControlRequest.CurrentVersion;
}

/// <param name="Set">When its value was given; absent: it is referred to and not there.</param>
/// <param name="UsedBy">What refers to it: the file on the boot partition, and generations.</param>
public sealed record SecretEntry(string Name, DateTimeOffset? Set, ImmutableArray<string> UsedBy);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SecretsDocument))]
internal sealed partial class SecretJson : JsonSerializerContext;
