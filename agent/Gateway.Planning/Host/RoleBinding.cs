using System.Collections.Immutable;
using Gateway.Planning.Cards;
using Gateway.Planning.Configuration;

namespace Gateway.Planning.Host;

/// <summary>What carries a role.</summary>
/// <param name="Role"><see cref="HostNames.Outside"/> or <see cref="HostNames.Inside"/>.</param>
public sealed record RoleBinding(string Role, BindingState State)
{
    public NicSelector? Selector { get; init; }

    /// <summary>The card, when bound or refused.</summary>
    public NetworkCard? Card { get; init; }

    /// <summary>The MAC that the card has when the agent changes nothing: the one that the operator named it by, else its own.</summary>
    public string? OwnMac => Selector is { Kind: NicSelectorKind.Mac } selector ? selector.Value : Card?.Identity;

    /// <summary>The cards that the selector means, when they are too many or another role's.</summary>
    public ImmutableArray<NetworkCard> Matches { get; init; } = [];

    /// <summary>The word that status shows.</summary>
    public string StateText => State switch
    {
        BindingState.SameCard => "ambiguous",
        BindingState.NoAddress => "unusable",
        BindingState.SharedDomain => "refused",
        _ => State.ToString().ToLowerInvariant(),
    };
}

public enum BindingState
{
    Bound,

    /// <summary>No card matches the selector.</summary>
    Missing,

    /// <summary>More than one card matches the selector.</summary>
    Ambiguous,

    /// <summary>The operator named no card.</summary>
    Unset,

    /// <summary>attach = false: the role has no card on purpose.</summary>
    Detached,

    /// <summary>Both roles' selectors mean one and the same card.</summary>
    SameCard,

    /// <summary>The card's address is all zeros.</summary>
    NoAddress,

    /// <summary>Both roles' cards are on one broadcast domain, so neither is used.</summary>
    SharedDomain,
}

/// <summary>Both roles.</summary>
public sealed record RoleBindings(RoleBinding Outside, RoleBinding Inside)
{
    /// <summary>The inside is certain: its services may run.</summary>
    public bool MayServe => Inside.State is BindingState.Bound or BindingState.Detached;

    public IEnumerable<RoleBinding> All => [Outside, Inside];

    /// <summary>The role of a card, or null.</summary>
    public string? RoleOf(NetworkCard card) =>
        All.FirstOrDefault(binding => binding.Card?.IsSameAs(card) == true)?.Role;

    /// <summary>Both roles' cards, whether or not they are used; null when one has none.</summary>
    public RolePair? Pair => (Outside.Card, Inside.Card) is ({ } outside, { } inside) ? new RolePair(outside.Identity, inside.Identity) : null;

    public bool AreOnOneDomain => Inside.State == BindingState.SharedDomain;
}
