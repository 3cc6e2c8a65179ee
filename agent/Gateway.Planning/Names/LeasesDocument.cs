using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Planning.Dhcp;
using Gateway.Planning.Json;

namespace Gateway.Planning.Names;

/// <summary><c>gateway leases --json</c>: the active leases and their names, in the order of their addresses.</summary>
public sealed record LeasesDocument
{
    public const int CurrentVersion = 1;

    /// <summary>What a document shows at most; the rest is only counted.</summary>
    public const int MostShown = 2048;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>The domain of the names; null: leases get none.</summary>
    public string? Domain { get; init; }

    /// <summary>All of them, shown or not.</summary>
    public int Count { get; init; }
    public ImmutableArray<LeaseEntry> Leases { get; init; } = [];

    /// <summary>How much of each segment's pools is taken.</summary>
    public ImmutableArray<PoolUse> Pools { get; init; } = [];

    /// <summary>How often Kea had no address for a client that asked, since it was started; null: it did not say.</summary>
    public long? Refused { get; init; }

    public static LeasesDocument Of(ImmutableArray<NamedLease> leases, NameScope? scope) => new()
    {
        Domain = scope?.Root,
        Count = leases.Length,
        Leases = [.. leases.Take(MostShown).Select(static named => LeaseEntry.Of(named))],
    };
}

/// <summary>One lease.</summary>
public sealed record LeaseEntry
{
    public required string Address { get; init; }
    public required string Mac { get; init; }

    /// <summary>What the client calls itself, with an underscore for each character that no name can have; null: nothing.</summary>
    public string? HostName { get; init; }

    /// <summary>The name that it was given in the domain; null: none, since it asked for none.</summary>
    public string? Name { get; init; }

    /// <summary>Why that is another name than it asked for: invalid, reserved or taken; null: it is the one.</summary>
    public string? Refused { get; init; }

    /// <summary>When the lease ends unless it is renewed.</summary>
    public required DateTimeOffset Ends { get; init; }

    public static LeaseEntry Of(NamedLease named) => new()
    {
        Address = named.Lease.Address,
        Mac = named.Lease.Mac,
        HostName = named.Lease.HostName.Length > 0 ? named.Lease.HostName : null,
        Name = named.Label,
        Refused = named.Refusal == NameRefusal.None ? null : named.Refusal.ToString().ToLowerInvariant(),
        Ends = DateTimeOffset.FromUnixTimeSeconds(Math.Min(named.Lease.Ends, DateTimeOffset.MaxValue.ToUnixTimeSeconds())),
    };
}

/// <summary><c>gateway release --json</c>: the address that is free again.</summary>
public sealed record ReleaseDocument(string Address)
{
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = LeasesDocument.CurrentVersion;
}

/// <summary>The document as text.</summary>
public static class LeasesJson
{
    public static string ToText(LeasesDocument document) => JsonSerializer.Serialize(document, LeasesJsonContext.Default.LeasesDocument);

    public static LeasesDocument Parse(string text) =>
        VersionedJson.Parse<LeasesDocument>(text, "the leases", LeasesDocument.CurrentVersion, Options);

    private static JsonSerializerOptions Options { get; } = VersionedJson.Strict(LeasesJsonContext.Default);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(LeasesDocument))]
internal sealed partial class LeasesJsonContext : JsonSerializerContext;
