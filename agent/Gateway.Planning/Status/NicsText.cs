using System.Collections.Immutable;
using System.Text;

namespace Gateway.Planning.Status;

/// <summary>Cards -&gt; <c>gateway nics</c> and <c>status/nics.txt</c>: what there is, what was heard there, and the lines to copy into gateway.toml.</summary>
public static class NicsText
{
    public static string Render(ImmutableArray<CardStatus> cards)
    {
        var text = new StringBuilder("The network cards of this computer. Copy one of a card's nic lines below [outside] or [inside] of gateway.toml.\n");
        if (cards.IsEmpty)
            text.Append("\nNo network card is present.\n");
        foreach (var card in cards)
        {
            text.Append('\n');
            // A card that the container held can come back with any name that it was given there.
            foreach (var line in Lines(card, cards))
                text.Append(ScreenText.Plain(line)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>What names the card in gateway.toml: its MAC, which is printed on it, or its place where it has none or another has the same.</summary>
    public static string Selector(CardStatus card, ImmutableArray<CardStatus> cards) => OwnMac(card, cards) is { } mac ? $"mac:{mac}" : $"path:{card.Path}";

    /// <summary>The MAC where it names the card for certain, or where nothing else does.</summary>
    private static string? OwnMac(CardStatus card, ImmutableArray<CardStatus> cards) =>
        NetworkMac(card) is { } mac && (card.Path is null || cards.Count(other => NetworkMac(other) == mac) == 1) ? mac : null;

    private static IEnumerable<string> Lines(CardStatus card, ImmutableArray<CardStatus> cards)
    {
        yield return $"{card.Name}: {card.Driver ?? "unknown driver"}, {Link(card)}, {(card.Role is null ? "no role" : $"role {card.Role}")}";
        yield return $"    address {Address(card)}";
        foreach (var router in card.Routers)
            yield return $"    heard: IPv6 router {router.Address}{(router.Prefixes.IsEmpty ? "" : $" with {string.Join(", ", router.Prefixes)}")}";
        if (card.Offer is { } offer)
            yield return $"    heard: DHCP server {offer.Server} offers {offer.Address}{(offer.Router is null ? "" : $", router {offer.Router}")}";
        if (OwnMac(card, cards) is { } mac)
            yield return $"    nic = \"mac:{mac}\"";
        if (card.Path is not null)
            yield return $"    nic = \"path:{card.Path}\"";
    }

    private static string Link(CardStatus card) => card switch
    {
        { Carrier: true, Speed: { } speed } => $"link up, {speed} Mbit/s",
        { Carrier: true } => "link up",
        { Carrier: false } => "no link",
        _ => "off",
    };

    private static string Address(CardStatus card) => card switch
    {
        { PermanentMac: null } when NetworkMac(card) is null => "all zeros: the card's memory cannot be read, it cannot be used",
        { PermanentMac: null } => $"{card.Mac}, the card has no permanent one",
        { PermanentMac: { } permanent } when permanent != card.Mac => $"{permanent}, now {card.Mac}",
        _ => card.Mac,
    };

    /// <summary>The address that a selector can name, or null.</summary>
    private static string? NetworkMac(CardStatus card) => card.PermanentMac ?? Host.NetworkCard.PermanentOf(card.Mac);
}
