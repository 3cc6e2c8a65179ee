using System.Collections.Immutable;

namespace Gateway.Planning.Cards;

/// <summary>What others said on a card's wire; it helps an operator to tell the provider's port from the LAN's and decides nothing.</summary>
public sealed record HeardOnCard
{
    public ImmutableArray<HeardRouter> Routers { get; init; } = [];

    /// <summary>The answer to the last <c>gateway nics --probe</c>, or null.</summary>
    public HeardOffer? Offer { get; init; }
}

/// <summary>Somebody who advertises himself as an IPv6 router.</summary>
/// <param name="Address">Link-local.</param>
/// <param name="Prefixes">Such as <c>2001:db8::/64</c>.</param>
public sealed record HeardRouter(string Address, ImmutableArray<string> Prefixes);

/// <summary>A DHCP server's offer, which nobody took.</summary>
/// <param name="Address">With prefix length, where the server named a mask.</param>
/// <param name="Server">The server's address.</param>
/// <param name="Router">The first router, or null.</param>
public sealed record HeardOffer(string Address, string Server, string? Router);
