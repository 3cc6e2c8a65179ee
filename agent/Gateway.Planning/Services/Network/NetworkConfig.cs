using System.Collections.Immutable;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Network;

/// <summary>The container's links.</summary>
public sealed record NetworkConfig
{
    /// <summary>The bridge.</summary>
    public required SegmentLink Inside { get; init; }

    /// <summary>The segments beside the inside.</summary>
    public ImmutableArray<SegmentLink> Segments { get; init; } = [];

    /// <summary>The bridge's own number for what has no tag on the wire.</summary>
    public int Untagged { get; init; }

    /// <summary>The bridge's ports.</summary>
    public ImmutableArray<BridgePort> Ports { get; init; } = [];

    /// <summary>The link to the provider, or null when its card is missing: then it has no file and stays down.</summary>
    public OutsideLink? Outside { get; init; }

    public static NetworkConfig From(StackDocument document)
    {
        // The first that no segment has, which is the kernel's own choice unless one has 1.
        var untagged = Enumerable.Range(1, 4094).First(number => document.FurtherSegments.All(segment => segment.Vlan != number));
        ImmutableArray<SegmentLink> segments = [.. document.FurtherSegments.Select(segment => SegmentLink.From(segment, document))];
        return new NetworkConfig
        {
            Inside = SegmentLink.From(document.Inside, document),
            Segments = segments,
            Untagged = untagged,
            Ports =
            [
                .. document.Inside.Ports.Select(port => new BridgePort(port, untagged, Tagged(port, document))),
                .. segments.Select(static segment => new BridgePort(segment.Port, segment.Vlan, [])),
            ],
            Outside = document.Outside.Present ? OutsideLink.From(document.Outside) : null,
        };
    }

    private static ImmutableArray<int> Tagged(string port, StackDocument document) =>
        [.. document.FurtherSegments.Where(segment => segment.Ports.Contains(port)).Select(static segment => segment.Vlan).OfType<int>()];
}

/// <summary>A port of the bridge.</summary>
/// <param name="Name">The port's.</param>
/// <param name="Untagged">The VLAN that passes it without a tag.</param>
/// <param name="Tagged">Those that pass it with their tag.</param>
public sealed record BridgePort(string Name, int Untagged, ImmutableArray<int> Tagged);
