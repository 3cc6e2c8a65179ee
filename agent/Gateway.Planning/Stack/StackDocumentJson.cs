using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Planning.Configuration;
using Gateway.Planning.Json;

namespace Gateway.Planning.Stack;

/// <summary><c>stack.json</c> as text; docs/schemas/stack.schema.json describes it.</summary>
public static class StackDocumentJson
{
    public static JsonSerializerOptions Options { get; } = VersionedJson.Strict(StackJsonContext.Default);

    public static StackDocument Parse(string text) =>
        VersionedJson.Parse<StackDocument>(text, "stack.json", StackDocument.CurrentVersion, Options);

    public static string ToText(StackDocument document) => VersionedJson.ToText(document, Options) + "\n";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    WriteIndented = true,
    NewLine = "\n",
    Converters =
    [
        typeof(KebabCaseEnumConverter<LinkMode>),
        typeof(KebabCaseEnumConverter<DnsMode>),
        typeof(KebabCaseEnumConverter<Egress>),
        typeof(KebabCaseEnumConverter<DhcpOptionType>),
        typeof(KebabCaseEnumConverter<FirewallLog>),
        typeof(KebabCaseEnumConverter<RuleFamily>),
        typeof(KebabCaseEnumConverter<RuleAction>),
        typeof(KebabCaseEnumConverter<DnsRecordType>),
        typeof(KebabCaseEnumConverter<TlsVersion>),
        typeof(KebabCaseEnumConverter<BlockAnswer>),
        typeof(DurationJsonConverter),
        typeof(RevealedSecretConverter),
    ])]
[JsonSerializable(typeof(StackDocument))]
internal sealed partial class StackJsonContext : JsonSerializerContext;
