using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Gateway.Planning.Configuration;

namespace Gateway.Planning.Stack;

/// <summary><c>stack.json</c>: all that the container needs to know, handed over by the host agent.</summary>
public sealed record StackDocument
{
    public const int CurrentVersion = 1;

    public int Version { get; init; } = CurrentVersion;

    /// <summary>The generation of the configuration this follows from, for status.</summary>
    public int Generation { get; init; }

    public SystemConfig System { get; init; } = new();
    public StackLink Outside { get; init; } = new();
    public StackSegment Inside { get; init; } = new();

    /// <summary>The segments beside it: VLANs of its card.</summary>
    public ImmutableArray<StackSegment> FurtherSegments { get; init; } = [];

    /// <summary>All segments, the inside first.</summary>
    [JsonIgnore]
    public ImmutableArray<StackSegment> Segments => [Inside, .. FurtherSegments];

    /// <summary>Those in which the gateway answers: none without the inside, whose card they share.</summary>
    [JsonIgnore]
    public ImmutableArray<StackSegment> ServedSegments => Inside.Served ? [.. Segments.Where(static segment => segment.Served)] : [];

    /// <summary>Those whose computers may use the proxy.</summary>
    [JsonIgnore]
    public ImmutableArray<StackSegment> ProxySegments => [.. ServedSegments.Where(static segment => segment.Proxy)];

    /// <summary>The domain in which the segment's computers have their names: that of the inside, or the segment's part of it, so that nobody there takes a name of the inside.</summary>
    public string DomainOf(StackSegment segment) => segment.Vlan is null ? System.Domain : $"{segment.Name}.{System.Domain}";

    /// <summary>The machines inside that are known by name.</summary>
    public ImmutableArray<HostEntryConfig> HostEntries { get; init; } = [];
    public FirewallConfig Firewall { get; init; } = new();
    public DnsConfig Dns { get; init; } = new();

    /// <summary>The block lists that lie on the boot partition.</summary>
    public ImmutableArray<BlockFile> BlockFiles { get; init; } = [];
    public StackProxy Proxy { get; init; } = new();
    public RegistryConfig Registry { get; init; } = new();
    public CertificatesConfig Certificates { get; init; } = new();
    public StackTime Time { get; init; } = new();
    public TrustConfig Trust { get; init; } = new();
    public LoggingConfig Logging { get; init; } = new();
}

/// <summary>A file in the folder block-lists of the boot partition.</summary>
/// <param name="Hash">SHA-256 of its content, in lower-case hexadecimal.</param>
public sealed record BlockFile(string Name, string Hash);

/// <summary>A link towards a provider, as the container sees it.</summary>
public sealed record StackLink
{
    /// <summary>False: the card is missing; nothing is forwarded, the inside is still served.</summary>
    public bool Present { get; init; }
    public string Interface { get; init; } = "outside";
    public LinkMode Mode { get; init; } = LinkMode.Dhcp;
    public int? Mtu { get; init; }

    /// <summary>With <see cref="LinkMode.Static"/>: its address with prefix length.</summary>
    public string? Ipv4 { get; init; }

    /// <summary>With <see cref="LinkMode.Static"/>: the provider's router.</summary>
    public string? Gateway { get; init; }

    /// <summary>Its IPv6 address with prefix length; null: it has no IPv6.</summary>
    public string? Ipv6 { get; init; }

    /// <summary>The provider's IPv6 router.</summary>
    public string? Ipv6Gateway { get; init; }

    /// <summary>What is routed to it, of which segments have their <see cref="StackSegment.Prefix"/>; null: nothing.</summary>
    public string? Ipv6Prefix { get; init; }
}

/// <summary>A segment of the trusted side, as the container sees it.</summary>
public sealed record StackSegment
{
    public string Name { get; init; } = "inside";

    /// <summary>Its table in gateway.toml.</summary>
    [JsonIgnore]
    public string Table => Vlan is null ? Name : $"segment.{Name}";

    /// <summary>The VLAN of the bridge that it is; null: it is the inside, which has no tag.</summary>
    public int? Vlan { get; init; }

    /// <summary>False: the inside role is missing or in doubt; the bridge has no address, nothing is served and nothing forwarded.</summary>
    public bool Served { get; init; } = true;

    /// <summary>The bridge that all segments are on.</summary>
    public string Bridge { get; init; } = "br-inside";

    /// <summary>The link that carries the addresses: the bridge, or one that leads to the VLAN of it.</summary>
    [JsonIgnore]
    public string Link => Vlan is null ? Bridge : $"vlan{Vlan}";

    /// <summary>The link's MAC, lower case with colons, which clients keep in their neighbour tables; null: networkd's own, new when the container is rebuilt.</summary>
    public string? Mac { get; init; }

    /// <summary>The interfaces that become the bridge's ports, or those of them that the VLAN passes; a port that is not there yet joins when it comes.</summary>
    public ImmutableArray<string> Ports { get; init; } = ["inside", "bcmnet"];

    /// <summary>The gateway's address with prefix length.</summary>
    public string Ipv4 { get; init; } = "192.168.4.1/24";

    /// <summary>The segment's ULA /64, such as <c>fd12:3456:789a::/64</c>; null: no IPv6 inside. The gateway is <c>::1</c> in it.</summary>
    public string? Ula { get; init; }

    /// <summary>The /64 that the provider routes to it, in which the gateway is <c>::1</c> too; null: there is none.</summary>
    public string? Prefix { get; init; }

    /// <summary>The host's own address in it; empty: the host is in another.</summary>
    public string HostAddress { get; init; } = "192.168.4.2";

    /// <summary>The firewall's zone; segments of one zone reach each other.</summary>
    public string Zone { get; init; } = "inside";

    /// <summary>The zones to which its computers may begin connections, beside their own; <c>outside</c> among them.</summary>
    public ImmutableArray<string> Reach { get; init; } = SegmentDefaults.Reach;

    /// <summary>How the segment reaches the outside.</summary>
    public Egress Egress { get; init; } = Egress.Open;

    /// <summary>Its computers may use the proxy, where there is one.</summary>
    public bool Proxy { get; init; } = true;
    public bool DhcpEnabled { get; init; } = true;
    public ImmutableArray<AddressRange> Pools { get; init; } = [new("192.168.4.50", "192.168.4.199")];
    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromHours(6);

    /// <summary>What DHCPv4 tells clients beyond what follows from all this; it goes before that.</summary>
    public ImmutableArray<DhcpOptionConfig> DhcpOptions { get; init; } = [];
}

/// <summary>Time in the container: it serves the inside and asks the host, which disciplines the clock.</summary>
public sealed record StackTime
{
    public bool Enabled { get; init; } = true;

    /// <summary>Names of the servers that the host's clock follows. Without the time nobody can check a signature, so these are resolved without.</summary>
    public ImmutableArray<string> ServerNames { get; init; } = [];
}
