using System.Collections.Immutable;

namespace Gateway.Planning.Stack;

/// <summary>Facts from outside the configuration that the stack's plan follows: what the provider gave.</summary>
public sealed record StackObservation
{
    /// <summary>The resolvers named by the provider's DHCP, in its order.</summary>
    public ImmutableArray<string> ProviderResolvers { get; init; } = [];

    /// <summary>The provider's IPv4 lease; null: there is none.</summary>
    public OutsideLease? Lease { get; init; }
}
