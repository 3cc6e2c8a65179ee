using System.Collections.Immutable;

namespace Gateway.Planning.Services.Squid;

public static class SquidDefaults
{
    public const int Port = 3128;

    /// <summary>Where its counters are read, on loopback alone.</summary>
    public const string ManagerAddress = "127.0.0.1:3129";
    public const string CachePath = "/etc/squid/gateway.d/cache.conf";

    /// <summary>One file more lies there in the image, since squid takes an include of nothing for an error.</summary>
    public const string Included = "/etc/squid/gateway.d/*.conf";

    /// <summary>The data volume; the unit makes the directories in it.</summary>
    public const string CacheFolder = "/var/spool/squid";

    /// <summary>On each of the two levels; as many as <c>overlays/stack/usr/lib/gateway/squid-directories</c> makes.</summary>
    public const int Directories = 16;

    /// <summary>MB: a package or an image, and never more than a quarter of the cache.</summary>
    public const int LargestObject = 256;
    public const string LargestInMemory = "512 KB";

    /// <summary>Where a plain request may lead: the web's ports and those that belong to no other protocol by custom, as squid's own list has them.</summary>
    public const string WebPorts = "80 443 1025-65535";

    /// <summary>Ranges that are never the Internet: the gateway itself, the inside, the host, cloud metadata, neighbours of the outside, and IPv4's private ranges by way of NAT64. None lies within another.</summary>
    public static ImmutableArray<string> PrivateRanges { get; } =
    [
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.168.0.0/16",
        "224.0.0.0/4", "240.0.0.0/4", "::/127", "64:ff9b::/96", "64:ff9b:1::/48", "fc00::/7", "fe80::/10", "ff00::/8",
    ];
}
