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
        Bridges = [.. document.Segments.Select(segment => SegmentBridge.From(segment, document.ServedSegments.Contains(segment)))],
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

    /// <summary>The gateway's addresses in the segment with prefix length; empty: the bridge stands without an address.</summary>
    public ImmutableArray<string> Addresses { get; init; } = [];

    /// <summary>True: IPv6 is switched on in the segment.</summary>
    public bool Ipv6 { get; init; }

    public static SegmentBridge From(StackSegment segment, bool served)
    {
        var ula = served ? Ipv6Segment.ParseOptional(segment.Ula) : null;
        return new SegmentBridge
        {
            Name = segment.Bridge,
            Mac = segment.Mac,
            Ports = segment.Ports,
            Addresses = served ? [segment.Ipv4, .. ula is null ? [] : new[] { $"{ula.Gateway}/64" }] : [],
            Ipv6 = ula is not null,
        };
    }
}

/// <summary>A DHCPv4 link towards a provider.</summary>
/// <param name="Mtu">Bytes; null: the card's own.</param>
public sealed record OutsideLink(string Interface, int? Mtu);
