using System.Collections.Immutable;
using Gateway.Planning.Configuration;

namespace Gateway.Planning.Host;

/// <summary>The operator's selectors and the cards that are there -&gt; which card has which role. Nothing is guessed.</summary>
public static class RoleBinder
{
    public static RoleBindings Bind(GatewayConfig config, ImmutableArray<NetworkCard> cards)
    {
        var outside = BindRole(HostNames.Outside, config.Outside.Nic, cards);
        var inside = config.Inside.Attach
            ? BindRole(HostNames.Inside, config.Inside.Nic, cards)
            : new RoleBinding(HostNames.Inside, BindingState.Detached);
        return (outside.Card, inside.Card) switch
        {
            ({ } one, { } other) when one == other => new RoleBindings(SameCard(outside, one), SameCard(inside, one)),
            ({ } one, { } other) when one.SharesDomainWith == other.Identity => new RoleBindings(
                outside with { State = BindingState.SharedDomain }, inside with { State = BindingState.SharedDomain }),
            _ => new RoleBindings(outside, inside),
        };
    }

    private static RoleBinding BindRole(string role, NicSelector? selector, ImmutableArray<NetworkCard> cards)
    {
        if (selector is null)
            return new RoleBinding(role, BindingState.Unset);
        var matches = Matches(selector, cards);
        return matches.Length switch
        {
            0 => new RoleBinding(role, BindingState.Missing) { Selector = selector },
            1 when !matches[0].HasAddress => new RoleBinding(role, BindingState.NoAddress) { Selector = selector, Matches = matches },
            1 => new RoleBinding(role, BindingState.Bound) { Selector = selector, Card = matches[0] },
            _ => new RoleBinding(role, BindingState.Ambiguous) { Selector = selector, Matches = matches },
        };
    }

    private static ImmutableArray<NetworkCard> Matches(NicSelector selector, ImmutableArray<NetworkCard> cards) => selector.Kind switch
    {
        NicSelectorKind.Mac when cards.Any(card => card.Identity == selector.Value) => [.. cards.Where(card => card.Identity == selector.Value)],
        NicSelectorKind.Mac => [.. cards.Where(card => card.Mac == selector.Value)],
        NicSelectorKind.Path => [.. cards.Where(card => card.Path == selector.Value)],
        NicSelectorKind.Name => [.. cards.Where(card => HasName(card, selector.Value))],
        _ => throw new ArgumentOutOfRangeException(nameof(selector), selector.Kind, null),
    };

    /// <summary>The agent's own names say nothing about which card is meant.</summary>
    private static bool HasName(NetworkCard card, string name) =>
        card.PredictableName == name
        || card.OtherNames.Contains(name)
        || (card.Name == name && name is not (HostNames.Outside or HostNames.Inside));

    private static RoleBinding SameCard(RoleBinding binding, NetworkCard card) =>
        binding with { State = BindingState.SameCard, Card = null, Matches = [card] };
}
