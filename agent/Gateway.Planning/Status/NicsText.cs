using System.Collections.Immutable;
using System.Text;

namespace Gateway.Planning.Status;

/// <summary>Cards -&gt; <c>status/nics.txt</c>: what there is, and the lines to copy into gateway.toml.</summary>
public static class NicsText
{
    public static string Render(ImmutableArray<CardStatus> cards)
    {
        var text = new StringBuilder("The network cards of this computer. Copy one of a card's nic lines below [outside] or [inside] of gateway.toml.\n");
        if (cards.IsEmpty)
            text.Append("\nNo network card is present.\n");
        // A card that the container held can come back with any name that it was given there.
        foreach (var card in cards)
            Append(text, card with { Name = ScreenText.Plain(card.Name) });
        return text.ToString();
    }

    private static void Append(StringBuilder text, CardStatus card)
    {
        var link = card.Carrier switch { true => "link up", false => "no link", null => "off" };
        text.Append($"\n{card.Name}: {card.Driver ?? "unknown driver"}, {link}, {(card.Role is null ? "no role" : $"role {card.Role}")}\n")
            .Append($"    nic = \"mac:{card.PermanentMac ?? card.Mac}\"\n");
        if (card.Path is not null)
            text.Append($"    nic = \"path:{card.Path}\"\n");
    }
}
