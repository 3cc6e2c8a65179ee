using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Gateway.Planning.Authority;

/// <summary><c>gateway client list --json</c>, by name.</summary>
public sealed record ClientsDocument(ImmutableArray<ClientEntry> Clients)
{
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = 1;

    public static ClientsDocument Of(ClientRegister register, DateTimeOffset now) => new([.. register.Clients.Select(client => ClientEntry.Of(client, now))]);
}

/// <param name="State"><c>enrolled</c>, <c>waiting</c> (for its token to be used), <c>expired</c> (its certificates have ended) or <c>unused</c> (its token was never used, and has ended).</param>
/// <param name="Repository">Absent: all.</param>
/// <param name="TokenEnds">Until when its token can be used; absent: there is none.</param>
/// <param name="CertificateEnds">The end of the certificate that ends last; absent: it never had one.</param>
public sealed record ClientEntry(string Name, string State, bool Pull, bool Push, string? Repository, DateTimeOffset? TokenEnds, DateTimeOffset? CertificateEnds)
{
    public static ClientEntry Of(ClientRecord client, DateTimeOffset now)
    {
        var token = client.Token is { } known && known.Ends > now ? known.Ends : (DateTimeOffset?)null;
        var end = client.Certificates.IsEmpty ? (DateTimeOffset?)null : client.Certificates.Max(static certificate => certificate.Ends);
        var state = end > now ? "enrolled" : token is not null ? "waiting" : end is not null ? "expired" : "unused";
        return new ClientEntry(client.Name, state, client.Pull || client.Push, client.Push, client.Repository, token, end);
    }
}

/// <summary><c>gateway client add</c> and <c>token</c>: what the client needs to enrol. The only place where a token is shown.</summary>
/// <param name="Ends">Until when the token can be used.</param>
/// <param name="Gateway">The name under which the client reaches the gateway.</param>
/// <param name="Fingerprint">SHA-256 of the root certificate, in hexadecimal.</param>
/// <param name="Script">SHA-256 of enrol.sh, in hexadecimal.</param>
public sealed record ClientTokenDocument(string Name, string Token, DateTimeOffset Ends, string Gateway, string Fingerprint, string Script)
{
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = 1;
}

/// <summary><c>gateway client rights</c>: what the client may from now on.</summary>
public sealed record ClientDocument(ClientEntry Client)
{
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = 1;
}

/// <summary><c>gateway client revoke</c>.</summary>
/// <param name="Certificates">How many of its certificates are not taken any more.</param>
public sealed record ClientRevokedDocument(string Name, int Certificates)
{
    [JsonPropertyOrder(-1)]
    public int Version { get; init; } = 1;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClientsDocument))]
[JsonSerializable(typeof(ClientTokenDocument))]
[JsonSerializable(typeof(ClientDocument))]
[JsonSerializable(typeof(ClientRevokedDocument))]
public sealed partial class ClientDocumentsJson : JsonSerializerContext;
