using System.Collections.Immutable;
using Gateway.Planning.Addressing;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Squid;

/// <summary>The explicit web proxy of the inside.</summary>
public sealed record SquidConfig
{
    public required ImmutableArray<string> Addresses { get; init; }
    public required ImmutableArray<string> Clients { get; init; }
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
        var ipv4 = Ipv4Segment.Parse(document.Inside.Ipv4);
        var ipv6 = Ipv6Segment.ParseOptional(document.Inside.Ula);
        return new SquidConfig
        {
            Addresses = [ipv4.Address, .. ipv6 is null ? [] : new[] { ipv6.Gateway }],
            Clients = [ipv4.Subnet, .. ipv6 is null ? [] : new[] { ipv6.Subnet }],
            VisibleHostName = $"proxy.{document.System.Domain}",
            Resolvers = document.Dns.Enabled ? ["127.0.0.1"] : observation.ProviderResolvers,
            CacheSize = document.Proxy.CacheSize,
            CacheMemory = document.Proxy.CacheMemory,
            ConnectPorts = document.Proxy.ConnectPorts,
            LogsRequests = document.Proxy.AccessLog || document.Logging.Debug.Contains("squid"),
        };
    }
}
