using System.Collections.Immutable;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Host;

/// <summary>The cards of the machine and what else the host's plan depends on.</summary>
public sealed record HostInventory
{
    public ImmutableArray<NetworkCard> Cards { get; init; } = [];

    /// <summary>32 lower-case hex digits, the same for the life of the device.</summary>
    public required string MachineId { get; init; }

    /// <summary>SHA-256 of the baked-in container image.</summary>
    public required string StackImageHash { get; init; }

    /// <summary>The device's ULA /48, made once at random (RFC 4193) and kept.</summary>
    public required string UlaPrefix { get; init; }

    /// <summary>Bytes of the state partition's file system; what may fill it is scaled to them.</summary>
    public long StateBytes { get; init; }

    /// <summary>The block lists on the boot partition.</summary>
    public ImmutableArray<BlockFile> BlockFiles { get; init; } = [];
}

/// <summary>One physical network card, wherever it is now.</summary>
public sealed record NetworkCard
{
    /// <summary>The name now: <c>outside</c> or <c>inside</c> once the agent named it.</summary>
    public required string Name { get; init; }

    /// <summary>The predictable name udev would give (ID_NET_NAME_ONBOARD, _SLOT, _PATH, in that order), or null.</summary>
    public string? PredictableName { get; init; }

    /// <summary>The address now, lower case with colons.</summary>
    public required string Mac { get; init; }

    /// <summary>The address in the card's own memory, or null.</summary>
    public string? PermanentMac { get; init; }

    /// <summary>udev's ID_PATH, such as <c>pci-0000:01:00.0</c>, or null.</summary>
    public string? Path { get; init; }
    public string? Driver { get; init; }

    /// <summary>True: carrier; false: none; null: not known (the link is down).</summary>
    public bool? Carrier { get; init; }

    /// <summary>Mbit/s, or null.</summary>
    public int? Speed { get; init; }

    /// <summary>Further names that udev knows for the card (ID_NET_NAME_*).</summary>
    public ImmutableArray<string> OtherNames { get; init; } = [];

    /// <summary>Alternative names that the kernel holds for the card now; one of them can block a rename.</summary>
    public ImmutableArray<string> AlternativeNames { get; init; } = [];

    /// <summary>Bytes; null: not known.</summary>
    public int? Mtu { get; init; }

    /// <summary>True: administratively up.</summary>
    public bool Up { get; init; }

    /// <summary>What identifies the card for its life: the permanent MAC, or the present one where it has none.</summary>
    public string Identity => PermanentMac ?? Mac;

    /// <summary>True when the gateway container holds the card.</summary>
    public bool InContainer { get; init; }

    /// <summary>The <see cref="Identity"/> of another card, when what that one sends is heard on this one; null: not that anybody knows.</summary>
    public string? SharesDomainWith { get; init; }

    /// <summary>False for an address of all zeros, which some drivers give a card whose memory cannot be read.</summary>
    public bool HasAddress => Identity != ZeroMac;

    /// <summary>Also of two cards with the same MAC only one is the same: they differ in their place.</summary>
    public bool IsSameAs(NetworkCard other) => Identity == other.Identity && Path == other.Path;

    private const string ZeroMac = "00:00:00:00:00:00";

    /// <summary>What a driver says is the permanent MAC -&gt; the permanent MAC, or null when it says nothing by it.</summary>
    public static string? PermanentOf(string? mac) => mac is null or ZeroMac or "ff:ff:ff:ff:ff:ff" ? null : mac;
}
