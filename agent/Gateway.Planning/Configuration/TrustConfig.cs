using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary><c>[trust]</c>: who is believed beside the public certificate authorities.</summary>
public sealed record TrustConfig
{
    /// <summary>Certificates in PEM form (RFC 7468), one each, which may vouch for any name.</summary>
    public ImmutableArray<string> Certificates { get; init; } = [];
}
