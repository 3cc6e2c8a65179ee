using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Planning.Json;

namespace Gateway.Planning.Status;

/// <summary>Status and report as one line of text each; docs/schemas describes them.</summary>
public static class StatusJson
{
    public static JsonSerializerOptions Options { get; } = VersionedJson.Strict(StatusJsonContext.Default);

    public static StatusDocument ParseStatus(string text) =>
        VersionedJson.Parse<StatusDocument>(text, "the status document", StatusDocument.CurrentVersion, Options);

    /// <summary>The container is not trusted: whatever it sends, the result can be shown, or this throws.</summary>
    /// <exception cref="FormatException">It is no report.</exception>
    public static StackReport ParseReport(string text)
    {
        const string what = "the container's report";
        UntrustedJson.Check(text, what);
        return VersionedJson.Parse<StackReport>(text, what, StackReport.CurrentVersion, Options);
    }

    public static string ToText(StatusDocument status) => VersionedJson.ToText(status, Options);

    public static string ToText(StackReport report) => VersionedJson.ToText(report, Options);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(StatusDocument))]
[JsonSerializable(typeof(StackReport))]
internal sealed partial class StatusJsonContext : JsonSerializerContext;
