using System.Collections.Immutable;
using Gateway.Planning.Secrets;

namespace Gateway.Planning.Stack;

/// <summary>Facts from outside the configuration that the stack's plan follows: what the provider gave, and the device's own secrets.</summary>
public sealed record StackObservation
{
    /// <summary>The resolvers named by the provider's DHCP, in its order.</summary>
    public ImmutableArray<string> ProviderResolvers { get; init; } = [];

    /// <summary>The container's links.</summary>
    public ImmutableArray<LinkIndex> Links { get; init; } = [];

    /// <summary>The provider's IPv4 lease; null: there is none.</summary>
    public OutsideLease? Lease { get; init; }

    /// <summary>What signs the updates of names, in base64; null: there is none.</summary>
    public Secret? NameKey { get; init; }

    /// <summary>The files that the certificate authority has laid out for those who serve, by their paths below its folder, such as <c>services/registry.pem</c>.</summary>
    public ImmutableArray<string> ServedCertificates { get; init; } = [];
}
