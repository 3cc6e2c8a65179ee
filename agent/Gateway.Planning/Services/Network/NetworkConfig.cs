using System.Collections.Immutable;
using Gateway.Planning.Addressing;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Network;

/// <summary>The container's links.</summary>
public sealed record NetworkConfig
{
    public required string Bridge { get; init; }

    /// <summary>The bridge's MAC; null: networkd derives one.</summary>
    public string? BridgeMac { get; init; }
    public required ImmutableArray<string> Ports { get; init; }

    /// <summary>The gateway's addresses inside with prefix length; empty: the bridge stands without an address.</summary>
    public ImmutableArray<string> Addresses { get; init; } = [];

    /// <summary>True: IPv6 is switched on inside.</summary>
    public bool Ipv6 { get; init; }

    /// <summary>The link to the provider, or null when its card is missing: then it has no file and stays down.</summary>
    public OutsideLink? Outside { get; init; }

    public static NetworkConfig From(StackDocument document)
    {
        var inside = document.Inside;
        var ula = inside.Served ? Ipv6Segment.ParseOptional(inside.Ula) : null;
        return new NetworkConfig
        {
            Bridge = inside.Bridge,
            BridgeMac = inside.Mac,
            Ports = inside.Ports,
            Addresses = inside.Served ? [inside.Ipv4, .. ula is null ? [] : new[] { $"{ula.Gateway}/64" }] : [],
            Ipv6 = ula is not null,
            Outside = document.Outside.Present ? new OutsideLink(document.Outside.Interface, document.Outside.Mtu) : null,
        };
    }
}

/// <summary>A DHCPv4 link towards a provider.</summary>
/// <param name="Mtu">Bytes; null: the card's own.</param>
public sealed record OutsideLink(string Interface, int? Mtu);
