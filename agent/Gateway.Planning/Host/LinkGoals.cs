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

    private static LinkGoal Goal(NetworkCard card, GatewayConfig config, RoleBindings bindings, HostInventory inventory) =>
        bindings.RoleOf(card) switch
        {
            HostNames.Outside => new LinkGoal(card, HostNames.Outside, ParentMac(card, config, inventory), config.Outside.Mtu ?? DefaultMtu, Up: true),
            // The container takes it and sets it up there; on the host it stays silent.
            HostNames.Inside => new LinkGoal(card, HostNames.Inside, card.Identity, DefaultMtu, Up: false),
            _ => new LinkGoal(card, FreeName(card), card.Identity, DefaultMtu, Up: false),
        };

    /// <summary>A macvlan cannot have its parent's MAC: where the operator gives the provider's side the card's own, the silent parent takes another.</summary>
    internal static string ParentMac(NetworkCard card, GatewayConfig config, HostInventory inventory) =>
        OutsideMac(config, inventory) == card.Identity ? DerivedMac.Of(inventory.MachineId, "outside-parent") : card.Identity;

    private static string FreeName(NetworkCard card)
    {
        if (card.PredictableName is { Length: <= LongestName } predictable)
            return predictable;
        // A card that lost its role gives the role's name back; any other name harms nobody.
        return card.Name is HostNames.Outside or HostNames.Inside ? $"nic{card.Identity.Replace(":", "", StringComparison.Ordinal)}" : card.Name;
    }
}
