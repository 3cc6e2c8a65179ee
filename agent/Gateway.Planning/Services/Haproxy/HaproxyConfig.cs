using System.Collections.Immutable;
using Gateway.Planning.Configuration;
using Gateway.Planning.Services.Squid;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Haproxy;

/// <summary>What stands behind port 80 of the segments, and 443 and 5000 of the inside.</summary>
public sealed record HaproxyConfig
{
    public const int Port = 80;

    public bool Enabled => !Frontends.IsEmpty || Secure is not null;
    public ImmutableArray<HaproxyFrontend> Frontends { get; init; } = [];

    /// <summary>Null: there is nothing that speaks TLS, or no certificate for it yet.</summary>
    public SecureConfig? Secure { get; init; }

    /// <summary>Something in its file changes without the agent.</summary>
    public bool HasCertificates => Secure is not null || Frontends.Any(static frontend => frontend.GivesRoot);

    public static HaproxyConfig From(StackDocument document, StackObservation observation) => document.Inside.Served
        ? new HaproxyConfig
        {
            Frontends =
            [
                .. document.ServedSegments
                    .Select(segment => Frontend(segment, document, observation))
                    .Where(static frontend => frontend.AutoConfig is not null || frontend.GivesRoot),
            ],
            Secure = SecureConfig.From(document, observation),
        }
        : new HaproxyConfig();

    private static HaproxyFrontend Frontend(StackSegment segment, StackDocument document, StackObservation observation)
    {
        var network = SegmentNetwork.Of(segment);
        return new HaproxyFrontend(segment.Name, network.Addresses)
        {
            AutoConfig = document.Proxy is { Enabled: true, Wpad: true } && document.ProxySegments.Contains(segment)
                ? new ProxyAutoConfig
                {
                    Domain = document.System.Domain,
                    Proxy = $"{network.Ipv4.Address}:{SquidDefaults.Port}",
                    ConnectPorts = document.Proxy.ConnectPorts,
                    Direct = segment.Egress == Egress.Open,
                }
                : null,
            GivesRoot = segment == document.Inside && ServedCertificates.Has(observation, ServedCertificates.Root),
        };
    }
}

/// <summary>What the computers of a segment are told.</summary>
/// <param name="Name">The segment's.</param>
/// <param name="Addresses">The gateway's in it.</param>
public sealed record HaproxyFrontend(string Name, ImmutableArray<string> Addresses)
{
    /// <summary>Null: browsers are not told of the proxy.</summary>
    public ProxyAutoConfig? AutoConfig { get; init; }

    /// <summary>It gives the root certificate, by which clients know the box.</summary>
    public bool GivesRoot { get; init; }

    public ImmutableArray<string> Origins => [.. AutoConfig is null ? [] : new[] { "proxy.wpad" }, .. GivesRoot ? new[] { "certificates" } : []];
}
