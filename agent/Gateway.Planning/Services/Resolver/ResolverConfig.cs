using System.Collections.Immutable;
using Gateway.Planning.Addressing;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Resolver;

/// <summary>Whom the container's own programs ask for names.</summary>
public sealed record ResolverConfig
{
    public const string Loopback = "127.0.0.1";

    /// <summary>glibc reads no more than three.</summary>
    public const int MaxServers = 3;

    public required ImmutableArray<string> Servers { get; init; }
    public required string Domain { get; init; }
    public required string Address { get; init; }

    public static ResolverConfig From(StackDocument document, StackObservation observation) => new()
    {
        Servers = document.Dns.Enabled && document.Inside.Served
            ? [Loopback]
            : [.. observation.ProviderResolvers.Take(MaxServers)],
        Domain = document.System.Domain,
        Address = Ipv4Segment.Parse(document.Inside.Ipv4).Address,
    };
}
