using System.Collections.Immutable;

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

    /// <summary>True when the gateway container holds the card.</summary>
    public bool InContainer { get; init; }
}
