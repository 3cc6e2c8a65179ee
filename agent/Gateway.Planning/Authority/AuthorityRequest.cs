using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Planning.Json;
using Gateway.Planning.Services.Mirror;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Authority;

/// <summary>What the configuration asks the authority for; the stack's agent writes it, the authority reads it.</summary>
public sealed record AuthorityRequest
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;
    public required string Domain { get; init; }

    /// <summary>The box's services, each with a certificate of its own.</summary>
    public required ImmutableArray<ServiceNames> Services { get; init; }
    public required TimeSpan ServiceLife { get; init; }
    public required TimeSpan RenewBefore { get; init; }
    public required TimeSpan ClientLife { get; init; }

    public static AuthorityRequest From(StackDocument document)
    {
        var certificates = document.Certificates;
        return new AuthorityRequest
        {
            Domain = document.System.Domain,
            Services = [.. ServicesOf(document)],
            ServiceLife = certificates.ServiceLife,
            RenewBefore = certificates.RenewBefore,
            ClientLife = certificates.ClientLife,
        };
    }

    private static IEnumerable<ServiceNames> ServicesOf(StackDocument document)
    {
        var domain = document.System.Domain;
        var addresses = document.ServedSegments.SelectMany(static segment => SegmentNetwork.Of(segment).Addresses).ToImmutableArray();
        yield return new ServiceNames(ServiceNames.Gateway, [.. document.Certificates.Names.Prepend($"gateway.{domain}").Distinct()], addresses);
        if (document.Registry.Enabled)
        {
            yield return new ServiceNames("registry", [$"registry.{domain}", $"bcmnet.{domain}"], addresses);
        }

        if (MirrorNames(document) is { IsEmpty: false } mirrors)
        {
            yield return new ServiceNames("mirror", mirrors, addresses);
        }
    }

    private static ImmutableArray<string> MirrorNames(StackDocument document) =>
        [.. MirrorConfig.From(document).Instances.Select(mirror => $"{mirror.Label}.{document.System.Domain}")];
}

/// <summary>A service of the box.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Names">The DNS names that its certificate is for; the first is the usual one.</param>
/// <param name="Addresses">The addresses that it is for.</param>
public sealed record ServiceNames(string Name, ImmutableArray<string> Names, ImmutableArray<string> Addresses)
{
    /// <summary>The box itself, where clients enrol.</summary>
    public const string Gateway = "gateway";

    public bool Equals(ServiceNames? other) => other is not null && Name == other.Name && Names.SequenceEqual(other.Names) && Addresses.SequenceEqual(other.Addresses);

    public override int GetHashCode() => HashCode.Combine(Name, Names.Length, Addresses.Length);
}

/// <summary>The request as text.</summary>
public static class AuthorityRequestJson
{
    private static readonly JsonSerializerOptions Options = VersionedJson.Strict(AuthorityRequestContext.Default);

    /// <exception cref="FormatException">It is no such document of this release.</exception>
    public static AuthorityRequest Parse(string text) =>
        VersionedJson.Parse<AuthorityRequest>(text, "what the authority is asked for", AuthorityRequest.CurrentVersion, Options);

    public static string ToText(AuthorityRequest request) => VersionedJson.ToText(request, Options) + "\n";
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    WriteIndented = true,
    NewLine = "\n",
    Converters = [typeof(DurationJsonConverter)])]
[JsonSerializable(typeof(AuthorityRequest))]
internal sealed partial class AuthorityRequestContext : JsonSerializerContext;
