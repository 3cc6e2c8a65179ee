using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Planning.Json;

namespace Gateway.Planning.Authority;

/// <summary>What the authority says of itself, for status.</summary>
public sealed record AuthorityReport
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>SHA-256 of the root certificate, in hexadecimal, lower case; null: there is none that can be used.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>A code for programs, such as <c>authority-damaged</c>; null: all is well.</summary>
    public string? Problem { get; init; }

    /// <summary>What was being done, what failed, what to do next; null: all is well.</summary>
    public string? Text { get; init; }
}

public static class AuthorityReportJson
{
    private static readonly JsonSerializerOptions Options = VersionedJson.Strict(AuthorityReportContext.Default);

    /// <exception cref="FormatException">It is no such document of this release.</exception>
    public static AuthorityReport Parse(string text) => VersionedJson.Parse<AuthorityReport>(text, "the authority's report", AuthorityReport.CurrentVersion, Options);

    public static string ToText(AuthorityReport report) => VersionedJson.ToText(report, Options) + "\n";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(AuthorityReport))]
internal sealed partial class AuthorityReportContext : JsonSerializerContext;
