using System.Collections.Immutable;
using Gateway.Planning.Configuration;

namespace Gateway.Planning.Stack;

/// <summary>The web proxy, as the container sees it.</summary>
public sealed record StackProxy
{
    public bool Enabled { get; init; } = true;

    /// <summary>MiB on the proxy's volume, which has room for it; 0: nothing is kept on disk.</summary>
    public int CacheSize { get; init; } = 96;

    /// <summary>MiB.</summary>
    public int CacheMemory { get; init; } = ProxyDefaults.CacheMemory;
    public ImmutableArray<int> ConnectPorts { get; init; } = ProxyDefaults.ConnectPorts;
    public bool AccessLog { get; init; }
    public bool Wpad { get; init; }
}
