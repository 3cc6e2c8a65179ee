using System.Collections.Immutable;
using Gateway.Planning.Secrets;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Knot;

/// <summary>The authoritative server of the names that clients get with their leases.</summary>
public sealed record KnotConfig
{
    public required string Domain { get; init; }

    /// <summary>Forward and reverse.</summary>
    public required ImmutableArray<string> Zones { get; init; }

    /// <summary>What signs updates and transfers (RFC 8945), in base64.</summary>
    public required Secret Key { get; init; }

    public bool Debug { get; init; }

    /// <summary>Null: no client gets a name, or nobody would ask for it.</summary>
    public static KnotConfig? From(StackDocument document, StackObservation observation) =>
        observation.NameKey is { } key && ZonesOf(document) is { IsEmpty: false } zones
            ? new KnotConfig { Domain = document.System.Domain, Zones = zones, Key = key, Debug = document.Logging.Debug.Contains("knot") }
            : null;

    /// <summary>The zones that hold the names of leases; empty: there are none.</summary>
    public static ImmutableArray<string> ZonesOf(StackDocument document) =>
        document.Dns is { Enabled: true, LeaseNames: true }
            ? [.. document.ServedSegments.Where(static segment => segment.DhcpEnabled)
                .SelectMany(segment => new[] { document.DomainOf(segment), SegmentNetwork.Of(segment).Ipv4.ReverseZone }).Distinct()]
            : [];
}
