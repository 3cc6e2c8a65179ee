using System.Collections.Immutable;
using Gateway.Planning.Configuration;
using Gateway.Planning.Host.Lxd;
using Gateway.Planning.Status;

namespace Gateway.Planning.Host;

/// <summary>The disk's part that is the proxy's, and how large the cache in it is.</summary>
public static class ProxyVolume
{
    /// <summary>Percent of the disk: what the proxy has by itself, and what it may be given.</summary>
    private const int Usual = 5;
    private const int Most = 20;
    private const long Least = 128;

    /// <summary>MiB. A quarter is for what squid writes before it takes old things away, and for its directories.</summary>
    public static long Size(ProxyConfig config, long stateBytes)
    {
        var usual = VolumeSizes.Share(stateBytes, Usual, Least);
        return config.CacheSize is { } cache
            ? Math.Clamp(VolumeSizes.RoundUp((cache * 4L + 2) / 3), usual, Math.Max(usual, VolumeSizes.Share(stateBytes, Most, Least)))
            : usual;
    }

    /// <summary>MiB.</summary>
    public static int CacheSize(ProxyConfig config, long stateBytes) =>
        (int)Math.Min(config.CacheSize ?? ProxyDefaults.LargestCache, Size(config, stateBytes) * 3 / 4);

    /// <summary>Says so where the disk has less than what was asked for.</summary>
    public static ImmutableArray<Condition> Conditions(ProxyConfig config, long stateBytes)
    {
        var given = CacheSize(config, stateBytes);
        return config is { Enabled: true, CacheSize: { } asked } && given < asked
            ?
            [
                new Condition(
                    HostConditions.ProxyCacheSmaller,
                    "warning",
                    $"[proxy] cache-size asks for {asked} MiB, but a fifth of this disk is all that the proxy may have: its cache has {given} MiB; write a smaller cache-size, or take a larger disk"),
            ]
            : [];
    }
}
