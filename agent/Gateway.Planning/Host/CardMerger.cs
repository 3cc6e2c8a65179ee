using System.Collections.Immutable;
using Gateway.Planning.Host.Lxd;

namespace Gateway.Planning.Host;

/// <summary>Cards on the host, cards remembered, what the container holds -&gt; every card of the machine, wherever it is now.</summary>
public static class CardMerger
{
    /// <param name="present">Seen on the host.</param>
    /// <param name="remembered">Seen on the host at any time before.</param>
    public static ImmutableArray<NetworkCard> Merge(
        ImmutableArray<NetworkCard> present, ImmutableArray<NetworkCard> remembered, LxdObservedInstance? instance)
    {
        return InContainer(present, remembered, instance) is { } held
            ? Ordered(present.Add(held with { Name = HostNames.Inside, InContainer = true, Carrier = null, Speed = null }))
            : Ordered(present);
    }

    /// <summary>The card that the container holds, as it is remembered, or null.</summary>
    private static NetworkCard? InContainer(
        ImmutableArray<NetworkCard> present, ImmutableArray<NetworkCard> remembered, LxdObservedInstance? instance) =>
        HeldBy(instance) is { } held
            ? remembered.FirstOrDefault(card => (card.Mac == held || card.Identity == held) && !present.Any(card.IsSameAs))
            : null;

    /// <summary>
    /// The MAC of the card in the container, or null. While the container starts or dies LXD lists no interface at all; then
    /// the card is taken to be where it was given to, so that a moment's blindness does not stop a working gateway.
    /// </summary>
    private static string? HeldBy(LxdObservedInstance? instance) => instance switch
    {
        { Running: true, Interfaces.IsEmpty: false } => instance.Interfaces.GetValueOrDefault(HostNames.Inside),
        { Running: true } when instance.Devices.ContainsKey(HostNames.Inside) => instance.Config.GetValueOrDefault(LxdKeys.CardOf(HostNames.Inside)),
        _ => null,
    };

    /// <summary>What to remember from now on. A telephone comes with another MAC each time: what a USB port held before is forgotten with the next card there.</summary>
    public static ImmutableArray<NetworkCard> Remember(
        ImmutableArray<NetworkCard> present, ImmutableArray<NetworkCard> remembered, LxdObservedInstance? instance)
    {
        var held = InContainer(present, remembered, instance);
        // A card that has moved to another slot is remembered there alone; of two with one MAC the one in the container stays.
        return Ordered(
            [.. present, .. remembered.Where(old => old == held || !present.Any(card => card.Identity == old.Identity || IsSameUsbPort(card, old)))]);
    }

    /// <summary>Two cards of one PCI device can share a path.</summary>
    private static bool IsSameUsbPort(NetworkCard one, NetworkCard other) =>
        one.Path is { } path && path == other.Path && path.Contains("-usb-", StringComparison.Ordinal);

    private static ImmutableArray<NetworkCard> Ordered(ImmutableArray<NetworkCard> cards) =>
        [.. cards.OrderBy(static card => card.Path, StringComparer.Ordinal).ThenBy(static card => card.Identity, StringComparer.Ordinal)];
}
