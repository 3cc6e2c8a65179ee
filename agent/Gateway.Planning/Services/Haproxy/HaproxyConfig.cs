using System.Collections.Immutable;
using Gateway.Planning.Addressing;
using Gateway.Planning.Configuration;
using Gateway.Planning.Services.Squid;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Haproxy;

/// <summary>What stands behind port 80 of the inside.</summary>
public sealed record HaproxyConfig
{
    public const int Port = 80;

    public required bool Enabled { get; init; }
    public ImmutableArray<string> Addresses { get; init; } = [];
    public ProxyAutoConfig AutoConfig { get; init; } = new();

    public static HaproxyConfig From(StackDocument document)
    {
        if (document is not { Inside.Served: true, Proxy: { Enabled: true, Wpad: true } })
        {
            return new HaproxyConfig { Enabled = false };
        }

        var ipv4 = Ipv4Segment.Parse(document.Inside.Ipv4);
        var ipv6 = Ipv6Segment.ParseOptional(document.Inside.Ula);
        return new HaproxyConfig
        {
            Enabled = true,
            Addresses = [ipv4.Address, .. ipv6 is null ? [] : new[] { ipv6.Gateway }],
            AutoConfig = new ProxyAutoConfig
            {
                Domain = document.System.Domain,
                Proxy = $"{ipv4.Address}:{SquidDefaults.Port}",
                ConnectPorts = document.Proxy.ConnectPorts,
                Direct = document.Inside.Egress == Egress.Open,
            },
        };
    }
}
