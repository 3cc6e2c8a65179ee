using System.Collections.Immutable;
using Gateway.Planning.Configuration;

namespace Gateway.Planning.Host;

/// <summary>Bindings -&gt; name, MAC, MTU and state of each card that the host holds.</summary>
public static class LinkGoals
{
    public const int DefaultMtu = 1500;
    private const int LongestName = 15;

    public static ImmutableArray<LinkGoal> Plan(GatewayConfig config, RoleBindings bindings, HostInventory inventory) =>
        [.. inventory.Cards.Where(static card => !card.InContainer).Select(card => Goal(card, config, bindings, inventory))];

    /// <summary>The MAC shown to the provider.</summary>
    public static string OutsideMac(GatewayConfig config, HostInventory inventory) =>
        config.Outside.Mac ?? DerivedMac.Of(inventory.MachineId, HostNames.Outside);

    /// <summary>While there is no configuration, cards keep what they have and are only switched on: see <see cref="Goal"/>.</summary>
    public static ImmutableArray<LinkGoal> Listening(ImmutableArray<NetworkCard> cards) =>
        [.. cards.Where(static card => !card.InContainer && card.HasAddress).Select(static card => new LinkGoal(card, card.Name, card.Mac, card.Mtu ?? DefaultMtu, Up: true))];

    /// <summary>Every card is up: a link that is off shows neither its carrier nor what is said on its wire. None says anything itself.</summary>
    private static LinkGoal Goal(NetworkCard card, GatewayConfig config, RoleBindings bindings, HostInventory inventory) =>
        bindings.RoleOf(card) switch
        {
            HostNames.Outside => new LinkGoal(card, HostNames.Outside, ParentMac(bindings.Outside, config, inventory), config.Outside.Mtu ?? DefaultMtu, Up: true),
            HostNames.Inside => new LinkGoal(card, HostNames.Inside, bindings.Inside.OwnMac!, DefaultMtu, Up: true),
            _ => new LinkGoal(card, FreeName(card), card.Identity, DefaultMtu, Up: card.HasAddress),
        };

    /// <summary>A macvlan cannot have its parent's MAC: where the operator gives the provider's side the card's own, the silent parent takes another.</summary>
    internal static string ParentMac(RoleBinding outside, GatewayConfig config, HostInventory inventory) =>
        OutsideMac(config, inventory) == outside.OwnMac ? DerivedMac.Of(inventory.MachineId, "outside-parent") : outside.OwnMac!;

    private static string FreeName(NetworkCard card)
    {
        if (card.PredictableName is { Length: <= LongestName } predictable)
            return predictable;
        // A card that lost its role gives the role's name back; any other name harms nobody.
        return card.Name is HostNames.Outside or HostNames.Inside ? $"nic{card.Identity.Replace(":", "", StringComparison.Ordinal)}" : card.Name;
    }
}
