using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Planning.Secrets;

namespace Gateway.Planning.Json;

/// <summary>A secret as it is, for a document that only its reader may open.</summary>
public sealed class RevealedSecretConverter : JsonConverter<Secret>
{
    public override Secret Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("a secret is a text"));

    public override void Write(Utf8JsonWriter writer, Secret value, JsonSerializerOptions options) => writer.WriteStringValue(value.Reveal());
}
