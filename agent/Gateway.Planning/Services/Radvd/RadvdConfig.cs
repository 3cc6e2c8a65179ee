using Gateway.Planning.Addressing;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Radvd;

/// <summary>What routers advertise inside.</summary>
public sealed record RadvdConfig
{
    public required string Interface { get; init; }
    public required string Prefix { get; init; }
    public required string Domain { get; init; }

    /// <summary>Null: no resolver is named.</summary>
    public string? DnsServer { get; init; }

    /// <summary>Seconds; 0: clients take addresses but no default route, since IPv6 does not lead outside.</summary>
    public int RouterLifetime { get; init; }

    public bool Debug { get; init; }

    /// <summary>The segment must have a ULA.</summary>
    public static RadvdConfig From(StackDocument document, Ipv6Segment ula) => new()
    {
        Interface = document.Inside.Bridge,
        Prefix = ula.Subnet,
        Domain = document.System.Domain,
        DnsServer = document.Dns.Enabled ? ula.Gateway : null,
        Debug = document.Logging.Debug.Contains("radvd"),
    };
}
