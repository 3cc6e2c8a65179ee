using System.Collections.Immutable;
using Gateway.Planning.Addressing;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Network;

/// <summary>The container's links.</summary>
public sealed record NetworkConfig
{
    /// <summary>One for each segment.</summary>
    public required ImmutableArray<SegmentBridge> Bridges { get; init; }

    /// <summary>The link to the provider, or null when its card is missing: then it has no file and stays down.</summary>
    public OutsideLink? Outside { get; init; }

    public static NetworkConfig From(StackDocument document) => new()
    {
        Bridges = [.. document.Segments.Select(segment => SegmentBridge.From(segment, document))],
        Outside = document.Outside.Present ? new OutsideLink(document.Outside.Interface, document.Outside.Mtu) : null,
    };
}

/// <summary>The bridge of a segment.</summary>
public sealed record SegmentBridge
{
    public required string Name { get; init; }

    /// <summary>Null: networkd derives one.</summary>
    public string? Mac { get; init; }
    public required ImmutableArray<string> Ports { get; init; }

    /// <summary>The VLAN that the only port is; null: the ports are there by themselves.</summary>
    public VlanLink? Vlan { get; init; }

    /// <summary>True: nothing with a VLAN's tag passes from port to port, so that no container among them gets into a segment beside this one.</summary>
    public bool Untagged { get; init; }

    /// <summary>The VLANs on cards that are ports.</summary>
    public ImmutableArray<VlanLink> Vlans { get; init; } = [];

    /// <summary>The gateway's addresses in the segment with prefix length; empty: the bridge stands without an address.</summary>
    public ImmutableArray<string> Addresses { get; init; } = [];

    /// <summary>True: IPv6 is switched on in the segment.</summary>
    public bool Ipv6 { get; init; }

    public IEnumerable<VlanLink> VlansOf(string port) => Vlans.Where(vlan => vlan.Card == port);

    public static SegmentBridge From(StackSegment segment, StackDocument document)
    {
        var served = document.ServedSegments.Contains(segment);
        ImmutableArray<VlanLink> vlans = segment.Vlan is null ? [.. document.FurtherSegments.Select(VlanLink.From)] : [];
        var ula = served ? Ipv6Segment.ParseOptional(segment.Ula) : null;
        return new SegmentBridge
        {
            Name = segment.Bridge,
            Mac = segment.Mac,
            Ports = segment.Ports,
            Vlan = segment.Vlan is null ? null : VlanLink.From(segment),
            Untagged = !vlans.IsEmpty,
            Vlans = vlans,
            Addresses = served ? [segment.Ipv4, .. ula is null ? [] : new[] { $"{ula.Gateway}/64" }] : [],
            Ipv6 = ula is not null,
        };
    }
}

/// <summary>A VLAN on a card.</summary>
public sealed record VlanLink(string Name, string Card, int Number)
{
    public static VlanLink From(StackSegment segment) => segment is { Vlan: { } number, Ports: [var name] } && name.EndsWith($".{number}", StringComparison.Ordinal)
        ? new VlanLink(name, name[..name.LastIndexOf('.')], number)
        : throw new FormatException($"planning the segment {segment.Name}: its only port must be the card's name with .{segment.Vlan}; the document's writer must give it so");
}

/// <summary>A DHCPv4 link towards a provider.</summary>
/// <param name="Mtu">Bytes; null: the card's own.</param>
public sealed record OutsideLink(string Interface, int? Mtu);
