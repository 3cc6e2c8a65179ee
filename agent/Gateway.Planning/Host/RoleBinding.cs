using System.Collections.Immutable;
using Gateway.Planning.Configuration;

namespace Gateway.Planning.Host;

/// <summary>What carries a role.</summary>
/// <param name="Role"><see cref="HostNames.Outside"/> or <see cref="HostNames.Inside"/>.</param>
public sealed record RoleBinding(string Role, BindingState State)
{
    public NicSelector? Selector { get; init; }

    /// <summary>The card, when bound.</summary>
    public NetworkCard? Card { get; init; }

    /// <summary>The cards that the selector means, when they are too many or another role's.</summary>
    public ImmutableArray<NetworkCard> Matches { get; init; } = [];

    /// <summary>The word that status shows.</summary>
    public string StateText => State switch
    {
        BindingState.SameCard => "ambiguous",
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
}

/// <summary>Both roles.</summary>
public sealed record RoleBindings(RoleBinding Outside, RoleBinding Inside)
{
    /// <summary>The inside is certain: its services may run.</summary>
    public bool MayServe => Inside.State is BindingState.Bound or BindingState.Detached;

    public IEnumerable<RoleBinding> All => [Outside, Inside];

    /// <summary>The role of a card, or null.</summary>
    public string? RoleOf(NetworkCard card) =>
        All.FirstOrDefault(binding => binding.Card?.Identity == card.Identity)?.Role;
}
