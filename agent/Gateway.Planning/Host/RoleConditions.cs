using System.Collections.Immutable;
using Gateway.Planning.Status;

namespace Gateway.Planning.Host;

/// <summary>What is wrong with the roles, in words that an operator can act on.</summary>
public static class RoleConditions
{
    private const string SharedDomain = "one-broadcast-domain";

    public static ImmutableArray<Condition> Of(RoleBindings bindings, ImmutableArray<NetworkCard> cards, RolePlaces? places = null) =>
        bindings.AreOnOneDomain
            ? [OneDomain(bindings, places)]
            : [.. bindings.All.Select(binding => Of(binding, bindings, cards, places)).OfType<Condition>()];

    /// <summary>True for a condition that this class made: it follows from the lines of gateway.toml that name the cards.</summary>
    public static bool IsAboutRoles(Condition condition) =>
        condition.Code == SharedDomain
        || condition.Code.StartsWith($"{HostNames.Outside}-card-", StringComparison.Ordinal)
        || condition.Code.StartsWith($"{HostNames.Inside}-card-", StringComparison.Ordinal);

    private static Condition? Of(RoleBinding binding, RoleBindings bindings, ImmutableArray<NetworkCard> cards, RolePlaces? places)
    {
        var effect = Effect(binding.Role);
        var line = Line(binding, places);
        return binding.State switch
        {
            BindingState.Missing => Problem(
                binding, "missing", $"looking for the {binding.Role} card: no card matches {line}; {effect}. "
                + $"Plug the card in, or change the line. {Advice(binding.Role, bindings, cards)}"),
            BindingState.Unset => Problem(
                binding, "unset", $"gateway.toml names no card for the {binding.Role}; {effect}. {Advice(binding.Role, bindings, cards)}"),
            BindingState.Ambiguous => Problem(
                binding, "ambiguous", $"looking for the {binding.Role} card: {line} matches {binding.Matches.Length} cards: "
                + $"{List(binding.Matches)}; {effect}. Name one of them for certain: {PathLines(binding.Matches)}"),
            BindingState.SameCard => Problem(
                binding, "same-card", $"nic of [outside] and nic of [inside] mean the same card, {Describe(binding.Matches[0])}; nothing is served. "
                + $"Name two different cards{At(places)}. {Advice(binding.Role, bindings, cards)}"),
            BindingState.NoAddress => Problem(
                binding, "unusable", $"looking for the {binding.Role} card: {line} means {Describe(binding.Matches[0])}, whose hardware address is all zeros; {effect}. "
                + $"Its memory cannot be read: use another card. {Advice(binding.Role, bindings, cards)}"),
            _ => null,
        };
    }

    private static Condition OneDomain(RoleBindings bindings, RolePlaces? places) => new(
        SharedDomain,
        "error",
        $"the outside card {Describe(bindings.Outside.Card!)} and the inside card {Describe(bindings.Inside.Card!)} are on one network: "
        + "what was sent on the inside card was heard on the outside card. Nothing is forwarded or served until that is mended. "
        + "Connect only the provider's device to the outside card, and the inside to a switch, or a VLAN of one, that the provider's device is not on; "
        + $"or correct nic of [outside] and of [inside]{At(places)}. It is tried again whenever a cable is plugged in, and every {Cards.BroadcastDomain.Recheck.TotalSeconds:0} s");

    private static string Effect(string role) =>
        role == HostNames.Inside ? "nothing is served" : "nothing is forwarded, the inside is still served";

    private static Condition Problem(RoleBinding binding, string state, string text) => new($"{binding.Role}-card-{state}", "error", text);

    private static string Line(RoleBinding binding, RolePlaces? places)
    {
        var place = places?.Of(binding.Role);
        return $"nic = \"{binding.Selector}\" of [{binding.Role}]{(place is null ? "" : $" ({place})")}";
    }

    private static string At(RolePlaces? places) =>
        places is { Outside: { } outside, Inside: { } inside } ? $" ({outside}, {inside})" : "";

    private static string Advice(string role, RoleBindings bindings, ImmutableArray<NetworkCard> cards)
    {
        if (cards.IsEmpty)
            return "No network card is present.";
        var free = cards.Where(card => bindings.RoleOf(card) is null && card.HasAddress).ToImmutableArray();
        var present = $"Present: {List(cards)}.";
        return free.IsEmpty ? present : $"{present} To use one of them, copy into [{role}] of gateway.toml: {Lines(free, cards)}";
    }

    private static string Lines(ImmutableArray<NetworkCard> free, ImmutableArray<NetworkCard> cards) =>
        string.Join(" or ", free.Select(card => $"nic = \"{SelectorFor(card, cards)}\""));

    /// <summary>Cards that share a MAC differ in their place.</summary>
    private static string PathLines(ImmutableArray<NetworkCard> cards) =>
        string.Join(" or ", cards.Select(card => $"nic = \"{SelectorFor(card, cards)}\""));

    private static string List(ImmutableArray<NetworkCard> cards) => string.Join(", ", cards.Select(Describe));

    private static string Describe(NetworkCard card) =>
        $"{card.PredictableName ?? card.Name} ({card.Identity}{(card.Path is null ? "" : $", {card.Path}")}{(card.Driver is null ? "" : $", {card.Driver}")})";

    /// <summary>The selector that names a card for certain: its MAC, which is what is printed on it, or its place where another has the same.</summary>
    private static string SelectorFor(NetworkCard card, ImmutableArray<NetworkCard> cards) =>
        card.Path is { } path && cards.Any(other => other.Identity == card.Identity && !other.IsSameAs(card)) ? $"path:{path}" : $"mac:{card.Identity}";
}
