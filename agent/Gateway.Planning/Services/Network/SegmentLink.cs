using System.Collections.Immutable;
using Gateway.Planning.Addressing;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Network;

/// <summary>The link that has the gateway's addresses in a segment.</summary>
public sealed record SegmentLink
{
    public required string Name { get; init; }

    /// <summary>Null: networkd derives one.</summary>
    public string? Mac { get; init; }

    /// <summary>The VLAN of the bridge that it leads to; 0: it is the bridge.</summary>
    public int Vlan { get; init; }

    /// <summary>The bridge's port that it leads to.</summary>
    public string Port => $"{Name}-port";

    /// <summary>The gateway's addresses in the segment with prefix length; empty: the link stands without an address.</summary>
    public ImmutableArray<string> Addresses { get; init; } = [];

    /// <summary>True: IPv6 is switched on in the segment.</summary>
    public bool Ipv6 { get; init; }

    public static SegmentLink From(StackSegment segment, StackDocument document)
    {
        var served = document.ServedSegments.Contains(segment);
        var ula = served ? Ipv6Segment.ParseOptional(segment.Ula) : null;
        return new SegmentLink
        {
            Name = segment.Link,
            Mac = segment.Mac,
            Vlan = segment.Vlan ?? 0,
            Addresses = served ? [segment.Ipv4, .. new[] { ula, Ipv6Segment.ParseOptional(segment.Prefix) }.OfType<Ipv6Segment>().Select(static prefix => $"{prefix.Gateway}/64")] : [],
            Ipv6 = ula is not null,
        };
    }
}
