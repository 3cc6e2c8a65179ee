using System.Collections.Immutable;
using Gateway.Planning.Configuration;
using Gateway.Planning.Services.Squid;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Haproxy;

/// <summary>What stands behind port 80 of the segments.</summary>
public sealed record HaproxyConfig
{
    public const int Port = 80;

    public required bool Enabled { get; init; }
    public ImmutableArray<HaproxyFrontend> Frontends { get; init; } = [];

    public static HaproxyConfig From(StackDocument document)
    {
        if (document is not { Inside.Served: true, Proxy: { Enabled: true, Wpad: true } })
        {
            return new HaproxyConfig { Enabled = false };
        }

        return new HaproxyConfig { Enabled = true, Frontends = [.. document.ProxySegments.Select(segment => Frontend(segment, document))] };
    }

    private static HaproxyFrontend Frontend(StackSegment segment, StackDocument document)
    {
        var network = SegmentNetwork.Of(segment);
        return new HaproxyFrontend(
            segment.Name,
            network.Addresses,
            new ProxyAutoConfig
            {
                Domain = document.System.Domain,
                Proxy = $"{network.Ipv4.Address}:{SquidDefaults.Port}",
                ConnectPorts = document.Proxy.ConnectPorts,
                Direct = segment.Egress == Egress.Open,
            });
    }
}

/// <summary>What the computers of a segment are told.</summary>
/// <param name="Name">The segment's.</param>
/// <param name="Addresses">The gateway's in it.</param>
public sealed record HaproxyFrontend(string Name, ImmutableArray<string> Addresses, ProxyAutoConfig AutoConfig);
