using System.Collections.Immutable;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Squid;

/// <summary>The explicit web proxy of the inside.</summary>
public sealed record SquidConfig
{
    public required ImmutableArray<string> Addresses { get; init; }
    public required ImmutableArray<string> Clients { get; init; }

    /// <summary>Where the proxy leads nobody, though they be no private ranges: the subnets of all segments.</summary>
    public required ImmutableArray<string> Inner { get; init; }
    public required string VisibleHostName { get; init; }

    /// <summary>Whom the proxy asks for names.</summary>
    public required ImmutableArray<string> Resolvers { get; init; }

    /// <summary>MiB on disk; 0: none.</summary>
    public int CacheSize { get; init; }

    /// <summary>MiB.</summary>
    public required int CacheMemory { get; init; }

    /// <summary>Where a tunnel may lead.</summary>
    public required ImmutableArray<int> ConnectPorts { get; init; }

    public bool LogsRequests { get; init; }

    public static SquidConfig From(StackDocument document, StackObservation observation)
    {
        var networks = document.ProxySegments.Select(SegmentNetwork.Of).ToArray();
        return new SquidConfig
        {
            Addresses = [.. networks.SelectMany(static network => network.Addresses)],
            Clients = [.. networks.SelectMany(static network => network.Subnets)],
            Inner = [.. document.Segments.Select(SegmentNetwork.Of).SelectMany(static network => network.Subnets)],
            VisibleHostName = $"proxy.{document.System.Domain}",
            Resolvers = document.Dns.Enabled ? ["127.0.0.1"] : observation.ProviderResolvers,
            CacheSize = document.Proxy.CacheSize,
            CacheMemory = document.Proxy.CacheMemory,
            ConnectPorts = document.Proxy.ConnectPorts,
            LogsRequests = document.Proxy.AccessLog || document.Logging.Debug.Contains("squid"),
        };
    }
}
