using System.Collections.Immutable;
using Gateway.Planning.Secrets;

namespace Gateway.Planning.Configuration;

/// <summary>What the operator wrote in <c>gateway.toml</c>, typed, with every default filled in.</summary>
public sealed record GatewayConfig
{
    public int Schema { get; init; } = 1;
    public SystemConfig System { get; init; } = new();
    public ConsoleConfig Console { get; init; } = new();
    public HostConfig Host { get; init; } = new();
    public LinkConfig Outside { get; init; } = new();
    public SegmentConfig Inside { get; init; } = new();

    /// <summary><c>[segment.NAME]</c>, in the order of the file.</summary>
    public ImmutableArray<SegmentConfig> FurtherSegments { get; init; } = [];

    /// <summary>All segments, the inside first.</summary>
    public ImmutableArray<SegmentConfig> Segments => [Inside, .. FurtherSegments];

    /// <summary><c>[[host-entry]]</c>, in the order of the file.</summary>
    public ImmutableArray<HostEntryConfig> HostEntries { get; init; } = [];
    public FirewallConfig Firewall { get; init; } = new();
    public DnsConfig Dns { get; init; } = new();
    public ProxyConfig Proxy { get; init; } = new();
    public RegistryConfig Registry { get; init; } = new();
    public CertificatesConfig Certificates { get; init; } = new();
    public TimeConfig Time { get; init; } = new();
    public TrustConfig Trust { get; init; } = new();
    public LoggingConfig Logging { get; init; } = new();
}

/// <summary><c>[system]</c>: the box itself.</summary>
public sealed record SystemConfig
{
    /// <summary>The domain of everything inside (RFC 8375 default).</summary>
    public string Domain { get; init; } = "home.arpa";

    /// <summary>IANA name of the time zone of logs and of the screen.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Public keys, one line each, that may log in as root over SSH from the inside. None: sshd does not run.</summary>
    public ImmutableArray<string> SshKeys { get; init; } = [];
}

/// <summary>The keys of <c>[system]</c> on the menu at screen and serial console, which the container is not told.</summary>
public sealed record ConsoleConfig
{
    /// <summary>The hash of the menu's password, in crypt(5)'s form; null: no password is asked.</summary>
    public Secret? PasswordHash { get; init; }
}

/// <summary><c>[host]</c>: the appliance below the container.</summary>
public sealed record HostConfig
{
    /// <summary>The host's own address on the outside card.</summary>
    public HostOutsideAddress OutsideAddress { get; init; } = HostOutsideAddress.Off;

    /// <summary>The host's address inside; null: the second address of the inside subnet (192.168.4.2).</summary>
    public string? InsideAddress { get; init; }
}

public enum HostOutsideAddress
{
    Off,
    Dhcp,
}

/// <summary><c>[outside]</c>: a link towards a provider.</summary>
public sealed record LinkConfig
{
    /// <summary>The card, or null when the operator named none.</summary>
    public NicSelector? Nic { get; init; }

    /// <summary>How the link gets its address.</summary>
    public LinkMode Mode { get; init; } = LinkMode.Dhcp;

    /// <summary>The MAC shown to the provider, lower case with colons; null: derived from the machine id.</summary>
    public string? Mac { get; init; }

    /// <summary>Bytes; null: the card's own.</summary>
    public int? Mtu { get; init; }

    /// <summary>With <see cref="LinkMode.Static"/>: its address with prefix length.</summary>
    public string? Ipv4 { get; init; }

    /// <summary>With <see cref="LinkMode.Static"/>: the provider's router.</summary>
    public string? Gateway { get; init; }

    /// <summary>Its IPv6 address with prefix length; null: it has no IPv6.</summary>
    public string? Ipv6 { get; init; }

    /// <summary>The provider's IPv6 router; there whenever <see cref="Ipv6"/> is.</summary>
    public string? Ipv6Gateway { get; init; }

    /// <summary>What the provider routes to <see cref="Ipv6"/>, of which each segment has a /64; null: nothing.</summary>
    public string? Ipv6Prefix { get; init; }
}

public enum LinkMode
{
    Dhcp,
    Static,
}

/// <summary><c>[inside]</c> and <c>[segment.NAME]</c>: a segment of the inner side.</summary>
public sealed record SegmentConfig
{
    public string Name { get; init; } = SegmentNameText.Inside;

    /// <summary>Its table.</summary>
    public string Table => IsInside ? Name : $"segment.{Name}";

    public bool IsInside => Name == SegmentNameText.Inside;

    /// <summary>The inside's card, or null when the operator named none.</summary>
    public NicSelector? Nic { get; init; }

    /// <summary>False: the inside has no card, only containers on <c>bcmnet</c> are inside.</summary>
    public bool Attach { get; init; } = true;

    /// <summary>The VLAN of the inside's card that a further segment is; 0: none, as the inside has.</summary>
    public int Vlan { get; init; }

    /// <summary>The gateway's own address with the prefix length of the segment, such as 192.168.4.1/24.</summary>
    public string Ipv4 { get; init; } = "192.168.4.1/24";

    /// <summary><c>auto</c>: a /64 of the device's random ULA (RFC 4193); <c>off</c>; or a ULA /64 of the operator's own.</summary>
    public string Ipv6 { get; init; } = "auto";

    /// <summary>How the segment reaches the outside.</summary>
    public Egress Egress { get; init; } = Egress.Open;

    /// <summary>The firewall's zone; null: one of the segment's own name.</summary>
    public string? Zone { get; init; }

    /// <summary>The zones to which its computers may begin connections, beside their own; <c>outside</c> among them.</summary>
    public ImmutableArray<string> Reach { get; init; } = SegmentDefaults.Reach;

    /// <summary>Its computers may use the proxy.</summary>
    public bool Proxy { get; init; } = true;

    public DhcpConfig Dhcp { get; init; } = new();
}

/// <summary><c>[inside.dhcp]</c> and <c>[segment.NAME.dhcp]</c>: the DHCPv4 server of a segment.</summary>
public sealed record DhcpConfig
{
    public bool Enabled { get; init; } = true;

    /// <summary>First and last address handed out; null: .50 to .199 of a /24, or the matching middle part of another subnet, unless there are <see cref="Pools"/>.</summary>
    public AddressRange? Pool { get; init; }

    /// <summary>Several pools, in the place of one.</summary>
    public ImmutableArray<AddressRange> Pools { get; init; } = [];

    public TimeSpan LeaseTime { get; init; } = TimeSpan.FromHours(6);

    /// <summary><c>[[inside.dhcp.option]]</c>, in the order of the file.</summary>
    public ImmutableArray<DhcpOptionConfig> Options { get; init; } = [];
}

/// <summary>An inclusive range of IPv4 addresses, written <c>first-last</c>.</summary>
public sealed record AddressRange(string First, string Last);

/// <summary><c>[dns]</c>: the resolver of the inside.</summary>
public sealed record DnsConfig
{
    public bool Enabled { get; init; } = true;
    public DnsMode Mode { get; init; } = DnsMode.Recursive;

    /// <summary>With <see cref="DnsMode.Forward"/> and <see cref="DnsMode.Tls"/>: the resolvers, in the form of <see cref="Upstream"/>.</summary>
    public ImmutableArray<string> Upstreams { get; init; } = [];

    /// <summary>Validate with DNSSEC (RFC 4035).</summary>
    public bool Dnssec { get; init; } = true;

    /// <summary>Clients that take a lease get a name in the domain.</summary>
    public bool LeaseNames { get; init; } = true;

    /// <summary>Root hints in zone-file format; null: Debian's <c>dns-root-data</c>.</summary>
    public string? RootHints { get; init; }

    /// <summary>Trust anchors of the root, DS or DNSKEY records in zone-file format; empty: IANA's, kept current by RFC 5011.</summary>
    public ImmutableArray<string> TrustAnchor { get; init; } = [];

    /// <summary>Private addresses are taken out of the answers for names outside (DNS rebinding).</summary>
    public bool RebindProtection { get; init; } = true;

    /// <summary>Domains outside whose names may have private addresses.</summary>
    public ImmutableArray<string> PrivateDomains { get; init; } = [];

    /// <summary>Answer from the cache what has expired while nobody upstream answers (RFC 8767).</summary>
    public bool ServeExpired { get; init; } = true;

    /// <summary>For how long after it expired.</summary>
    public TimeSpan ServeExpiredTtl { get; init; } = TimeSpan.FromDays(1);

    /// <summary>MiB of memory for answers and records.</summary>
    public int CacheSize { get; init; } = 36;

    /// <summary>Log each question with its answer's code.</summary>
    public bool QueryLog { get; init; }

    /// <summary><c>[[dns.record]]</c>, in the order of the file.</summary>
    public ImmutableArray<DnsRecordConfig> Records { get; init; } = [];

    /// <summary><c>[[dns.forward-zone]]</c>, in the order of the file.</summary>
    public ImmutableArray<ForwardZoneConfig> ForwardZones { get; init; } = [];

    /// <summary><c>[[dns.block-list]]</c>, in the order of the file.</summary>
    public ImmutableArray<BlockListConfig> BlockLists { get; init; } = [];
    public BlockAnswer BlockAnswer { get; init; }

    /// <summary>Names that are found, with all under them, whatever the lists say.</summary>
    public ImmutableArray<string> BlockAllow { get; init; } = [];

    /// <summary>How old a list may become.</summary>
    public TimeSpan BlockRefresh { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Names of all lists together.</summary>
    public int BlockLimit { get; init; } = 200_000;
}

public enum DnsMode
{
    /// <summary>Ask the authoritative servers, from the root down.</summary>
    Recursive,

    /// <summary>Ask the resolvers that the provider's DHCP names.</summary>
    Provider,

    /// <summary>Ask <see cref="DnsConfig.Upstreams"/>.</summary>
    Forward,

    /// <summary>Ask <see cref="DnsConfig.Upstreams"/> over TLS (RFC 7858), with their certificates checked, and nobody else ever.</summary>
    Tls,
}

/// <summary><c>[time]</c>: where the box's clock comes from; the inside asks the box.</summary>
public sealed record TimeConfig
{
    /// <summary>Serve NTP to the inside.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>NTP servers, names or addresses.</summary>
    public ImmutableArray<string> Servers { get; init; } = TimeDefaults.Servers;
}

/// <summary><c>[logging]</c>: what the daemons say.</summary>
public sealed record LoggingConfig
{
    /// <summary>The services, by the names that status shows, whose daemons say more than usual, and the agent; some of <see cref="LoggingDefaults.DebugServices"/>.</summary>
    public ImmutableArray<string> Debug { get; init; } = [];
}

public static class LoggingDefaults
{
    /// <summary>The one of the host and the one of the container.</summary>
    public const string Agent = "agent";

    /// <summary>chrony is not among them: Debian builds it without.</summary>
    public static ImmutableArray<string> DebugServices { get; } = ["network", "kea", "unbound", "knot", "radvd", "squid", "registry", "mirror", Agent];
}

public static class TimeDefaults
{
    public static ImmutableArray<string> Servers { get; } =
        ["0.debian.pool.ntp.org", "1.debian.pool.ntp.org", "2.debian.pool.ntp.org"];
}
