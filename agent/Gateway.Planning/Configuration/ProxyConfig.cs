using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary><c>[proxy]</c>: the explicit web proxy of the inside.</summary>
public sealed record ProxyConfig
{
    public bool Enabled { get; init; } = true;

    /// <summary>The cache on disk, in MiB; 0: none; null: three quarters of what the disk gives the proxy, <see cref="ProxyDefaults.LargestCache"/> at most.</summary>
    public int? CacheSize { get; init; }

    /// <summary>What of the cache is kept in memory, in MiB.</summary>
    public int CacheMemory { get; init; } = ProxyDefaults.CacheMemory;

    /// <summary>The ports that a tunnel (CONNECT) may lead to.</summary>
    public ImmutableArray<int> ConnectPorts { get; init; } = ProxyDefaults.ConnectPorts;

    /// <summary>Log each request.</summary>
    public bool AccessLog { get; init; }

    /// <summary>Tell browsers of the proxy: DHCP option 252, the name <c>wpad</c> and the file behind both.</summary>
    public bool Wpad { get; init; }
}

public static class ProxyDefaults
{
    /// <summary>MiB that the cache has by itself on a large disk: its index in memory grows with it, 14 MB for each GB.</summary>
    public const int LargestCache = 2048;

    /// <summary>MiB.</summary>
    public const int CacheMemory = 32;

    public static ImmutableArray<int> ConnectPorts { get; } = [443];
}
