using System.Collections.Immutable;
using Gateway.Planning.Status;

namespace Gateway.Planning.Host;

/// <summary>What is wrong with the roles, in words that an operator can act on.</summary>
public static class RoleConditions
{
    public static ImmutableArray<Condition> Of(RoleBindings bindings, ImmutableArray<NetworkCard> cards) =>
        [.. bindings.All.Select(binding => Of(binding, bindings, cards)).OfType<Condition>()];

    private static Condition? Of(RoleBinding binding, RoleBindings bindings, ImmutableArray<NetworkCard> cards)
    {
        var effect = Effect(binding.Role);
        return binding.State switch
        {
            BindingState.Missing => Problem(
                binding, "missing", $"looking for the {binding.Role} card: no card matches nic = \"{binding.Selector}\" of [{binding.Role}]; {effect}. "
                + $"Plug the card in, or change the line. {Advice(binding.Role, bindings, cards)}"),
            BindingState.Unset => Problem(
                binding, "unset", $"gateway.toml names no card for the {binding.Role}; {effect}. {Advice(binding.Role, bindings, cards)}"),
            BindingState.Ambiguous => Problem(
                binding, "ambiguous", $"looking for the {binding.Role} card: nic = \"{binding.Selector}\" of [{binding.Role}] matches {binding.Matches.Length} cards: "
                + $"{List(binding.Matches)}; {effect}. Name one of them for certain: {PathLines(binding.Matches)}"),
            BindingState.SameCard => Problem(
                binding, "same-card", $"nic of [outside] and nic of [inside] mean the same card, {Describe(binding.Matches[0])}; nothing is served. "
                + $"Name two different cards. {Advice(binding.Role, bindings, cards)}"),
            _ => null,
        };
    }

    private static string Effect(string role) =>
        role == HostNames.Inside ? "nothing is served" : "nothing is forwarded, the inside is still served";

    private static Condition Problem(RoleBinding binding, string state, string text) => new($"{binding.Role}-card-{state}", "error", text);

    private static string Advice(string role, RoleBindings bindings, ImmutableArray<NetworkCard> cards)
    {
        if (cards.IsEmpty)
            return "No network card is present.";
        var free = cards.Where(card => bindings.RoleOf(card) is null).ToImmutableArray();
        var present = $"Present: {List(cards)}.";
        return free.IsEmpty ? present : $"{present} To use one of them, copy into [{role}] of gateway.toml: {Lines(free)}";
    }

    private static string Lines(ImmutableArray<NetworkCard> cards) => string.Join(" or ", cards.Select(static card => $"nic = \"{SelectorFor(card)}\""));

    /// <summary>Cards that share a MAC differ in their place.</summary>
    private static string PathLines(ImmutableArray<NetworkCard> cards) =>
        string.Join(" or ", cards.Select(static card => $"nic = \"{(card.Path is null ? SelectorFor(card) : $"path:{card.Path}")}\""));

    private static string List(ImmutableArray<NetworkCard> cards) => string.Join(", ", cards.Select(Describe));

    private static string Describe(NetworkCard card) =>
        $"{card.PredictableName ?? card.Name} ({card.Identity}{(card.Path is null ? "" : $", {card.Path}")}{(card.Driver is null ? "" : $", {card.Driver}")})";

    /// <summary>The selector that names a card for certain: its MAC, which is what is printed on it.</summary>
    public static string SelectorFor(NetworkCard card) => $"mac:{card.Identity}";
}
