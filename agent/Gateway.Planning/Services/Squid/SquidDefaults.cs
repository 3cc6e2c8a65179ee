using System.Collections.Immutable;

namespace Gateway.Planning.Services.Squid;

public static class SquidDefaults
{
    public const int Port = 3128;
    public const string MemoryCache = "32 MB";
    public const string LargestInMemory = "512 KB";

    /// <summary>Where a tunnel may lead.</summary>
    public const string TunnelPorts = "443";

    /// <summary>Where a plain request may lead.</summary>
    public const string WebPorts = "80 443 8080 8443";

    /// <summary>Ranges that are never the Internet: the gateway itself, the inside, the host, cloud metadata, neighbours of the outside. None lies within another.</summary>
    public static ImmutableArray<string> PrivateRanges { get; } =
    [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16",
        "224.0.0.0/4", "240.0.0.0/4", "::/127", "fc00::/7", "fe80::/10", "ff00::/8",
    ];
}
