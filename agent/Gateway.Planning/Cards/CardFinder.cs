using System.Collections.Immutable;
using Gateway.Planning.Host;
using Gateway.Planning.Status;

namespace Gateway.Planning.Cards;

/// <summary>A word of the operator's -&gt; the one card that it means.</summary>
public static class CardFinder
{
    private static readonly ImmutableArray<string> Prefixes = ["mac:", "path:", "name:"];

    /// <exception cref="FormatException">No card fits, or more than one.</exception>
    public static NetworkCard Find(ImmutableArray<NetworkCard> cards, string word)
    {
        var value = Prefixes.FirstOrDefault(prefix => word.StartsWith(prefix, StringComparison.Ordinal)) is { } kind ? word[kind.Length..] : word;
        var mac = value.Replace('-', ':').ToLowerInvariant();
        var matches = cards.Where(card => IsMeant(card, value, mac)).ToImmutableArray();
        return matches switch
        {
            [var card] => card,
            [] => throw new FormatException($"no card is called {ScreenText.Plain(word)}; {Present(cards)}"),
            _ => throw new FormatException($"{ScreenText.Plain(word)} means {matches.Length} cards; name one by its path: {List(matches)}"),
        };
    }

    private static bool IsMeant(NetworkCard card, string value, string mac) =>
        card.Name == value || card.PredictableName == value || card.OtherNames.Contains(value)
        || card.Mac == mac || card.PermanentMac == mac || card.Path == value;

    private static string Present(ImmutableArray<NetworkCard> cards) => cards.IsEmpty ? "no card is here" : $"there are {List(cards)}";

    private static string List(ImmutableArray<NetworkCard> cards) => string.Join(", ", cards.Select(static card =>
        ScreenText.Plain($"{card.Name} (mac:{card.Identity}{(card.Path is null ? "" : $", path:{card.Path}")})")));
}
