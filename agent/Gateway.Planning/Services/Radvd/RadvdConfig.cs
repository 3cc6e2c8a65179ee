using System.Collections.Immutable;
using Gateway.Planning.Addressing;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Radvd;

/// <summary>What routers advertise inside.</summary>
public sealed record RadvdConfig
{
    /// <summary>The segments with IPv6; empty: there are none.</summary>
    public required ImmutableArray<RadvdLink> Links { get; init; }
    public bool Debug { get; init; }

    public static RadvdConfig From(StackDocument document) => new()
    {
        Links = [.. document.ServedSegments.Select(segment => RadvdLink.From(document, segment)).OfType<RadvdLink>()],
        Debug = document.Logging.Debug.Contains("radvd"),
    };
}

/// <summary>What is advertised in one segment.</summary>
public sealed record RadvdLink
{
    public required string Interface { get; init; }

    /// <summary>The device's own first.</summary>
    public required ImmutableArray<string> Prefixes { get; init; }

    /// <summary>What else is reached by us while the outside is (RFC 4191): all that the provider routes here.</summary>
    public ImmutableArray<string> Routes { get; init; } = [];
    public required string Domain { get; init; }

    /// <summary>Null: no resolver is named.</summary>
    public string? DnsServer { get; init; }

    /// <summary>Seconds; 0: clients take addresses but no default route, since IPv6 does not lead outside.</summary>
    public int RouterLifetime { get; init; }

    private static bool LeadsOutside(StackDocument document, StackSegment segment) => document.Outside is { Present: true, Ipv6Prefix: not null } && segment.Prefix is not null;

    /// <summary>Null: the segment has no IPv6.</summary>
    public static RadvdLink? From(StackDocument document, StackSegment segment) => Ipv6Segment.ParseOptional(segment.Ula) is { } ula
        ? new RadvdLink
        {
            Interface = segment.Link,
            Prefixes = segment.Prefix is { } prefix ? [ula.Subnet, prefix] : [ula.Subnet],
            RouterLifetime = LeadsOutside(document, segment) ? RadvdDefaults.RouterLifetime : 0,
            Routes = LeadsOutside(document, segment) ? [document.Outside.Ipv6Prefix!] : [],
            Domain = document.DomainOf(segment),
            DnsServer = document.Dns.Enabled ? ula.Gateway : null,
        }
        : null;
}
