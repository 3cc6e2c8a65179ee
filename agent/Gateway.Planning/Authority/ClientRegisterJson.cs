using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Planning.Json;

namespace Gateway.Planning.Authority;

/// <summary>The register as text.</summary>
public static class ClientRegisterJson
{
    private static readonly JsonSerializerOptions Options = VersionedJson.Strict(ClientRegisterContext.Default);

    /// <exception cref="FormatException">It is no such document of this release.</exception>
    public static ClientRegister Parse(string text) =>
        VersionedJson.Parse<ClientRegister>(text, "the register of clients", ClientRegister.CurrentVersion, Options);

    public static string ToText(ClientRegister register) => VersionedJson.ToText(register, Options) + "\n";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    WriteIndented = true,
    NewLine = "\n")]
[JsonSerializable(typeof(ClientRegister))]
internal sealed partial class ClientRegisterContext : JsonSerializerContext;
