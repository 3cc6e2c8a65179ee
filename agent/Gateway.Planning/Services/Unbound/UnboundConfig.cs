using System.Collections.Immutable;
using System.Net;
using Gateway.Planning.BlockLists;
using Gateway.Planning.Configuration;
using Gateway.Planning.Services.Knot;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Unbound;

/// <summary>The resolver of the inside.</summary>
public sealed record UnboundConfig
{
    /// <summary>The gateway's addresses inside.</summary>
    public required ImmutableArray<string> Addresses { get; init; }

    /// <summary>The subnets that may ask.</summary>
    public required ImmutableArray<string> Clients { get; init; }
    public required string Domain { get; init; }

    /// <summary>The parts of the domain that are segments'.</summary>
    public ImmutableArray<string> SegmentDomains { get; init; } = [];

    /// <summary>Reverse zones of the clients' subnets.</summary>
    public required ImmutableArray<string> ReverseZones { get; init; }

    /// <summary>Those of these zones whose further names the authoritative server beside it knows.</summary>
    public ImmutableArray<string> StubZones { get; init; } = [];

    /// <summary>The box's own names.</summary>
    public required ImmutableArray<LocalName> Names { get; init; }

    /// <summary>What the operator adds to them, in the domain and elsewhere.</summary>
    public ImmutableArray<DnsRecordConfig> Records { get; init; } = [];
    public DnsMode Mode { get; init; }

    /// <summary>Who is asked unless the mode is recursive; empty: nobody is known, and names outside are refused.</summary>
    public ImmutableArray<string> Forwarders { get; init; } = [];
    /// <summary>Domains for which others are asked, whatever the mode.</summary>
    public ImmutableArray<ForwardZone> ForwardZones { get; init; } = [];

    /// <summary>Somebody is asked over TLS.</summary>
    public bool AsksOverTls => Mode == DnsMode.Tls || ForwardZones.Any(static zone => zone.Tls);

    /// <summary>The file with further authorities, beside the public ones, that may have signed their certificates; null: there are none.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>The same if anybody looks at it.</summary>
    public ImmutableArray<string> AuthorityFiles => AsksOverTls && AuthorityFile is not null ? [AuthorityFile] : [];
    public bool Dnssec { get; init; }

    /// <summary>The operator's anchors, DS or DNSKEY records; empty: IANA's.</summary>
    public ImmutableArray<string> TrustAnchors { get; init; } = [];

    /// <summary>Names that are taken without signatures, so that a clock that is wrong can be set right by them.</summary>
    public ImmutableArray<string> TimeServers { get; init; } = [];

    /// <summary>Private addresses are taken out of answers from outside, but for these domains.</summary>
    public bool RebindProtection { get; init; } = true;
    public ImmutableArray<string> PrivateDomains { get; init; } = [];

    /// <summary>How long what has expired is still given while nobody upstream answers; null: never.</summary>
    public TimeSpan? ServeExpired { get; init; }

    /// <summary>MiB.</summary>
    public int CacheSize { get; init; }
    public bool QueryLog { get; init; }

    /// <summary>Addresses of the operator's root servers; empty: the root of the Internet.</summary>
    public ImmutableArray<string> RootServers { get; init; } = [];

    /// <summary>What unbound reads of the block lists, in files beside its own; null: there are none.</summary>
    public string? BlockedIn { get; init; }

    public bool Debug { get; init; }

    public static UnboundConfig From(StackDocument document, StackObservation observation)
    {
        var dns = document.Dns;
        var networks = document.ServedSegments.Select(SegmentNetwork.Of).ToArray();
        ImmutableArray<string> own = [.. networks.SelectMany(static network => network.Addresses)];
        return new UnboundConfig
        {
            Addresses = own,
            Clients = [.. networks.SelectMany(static network => network.Subnets)],
            Domain = document.System.Domain,
            SegmentDomains = [.. document.ServedSegments.Where(static segment => segment.Vlan is not null).Select(document.DomainOf)],
            ReverseZones = [.. networks.SelectMany(static network => network.ReverseZones).Distinct()],
            StubZones = KnotConfig.ZonesOf(document),
            Names = [.. LocalNames(document, SegmentNetwork.Of(document.Inside).Addresses)],
            Records = dns.Records,
            Mode = dns.Mode,
            // A provider that names the gateway's own address would have it ask itself.
            Forwarders = dns.Mode is DnsMode.Forward or DnsMode.Tls
                ? [.. dns.Upstreams.Select(static text => Upstream.Parse(text).Target)]
                : [.. observation.ProviderResolvers.Except(own)],
            ForwardZones = [.. dns.ForwardZones.Select(ForwardZone.From)],
            AuthorityFile = document.Trust.Certificates.IsEmpty ? null : Trust.TrustConfig.Path,
            Dnssec = dns.Dnssec,
            TrustAnchors = dns.TrustAnchor,
            RootServers = dns.RootHints is null ? [] : RootServersIn(dns.RootHints),
            TimeServers = document.Time.ServerNames,
            RebindProtection = dns.RebindProtection,
            PrivateDomains = [document.System.Domain, .. dns.PrivateDomains, .. dns.ForwardZones.Where(static zone => zone.PrivateAddresses).Select(static zone => zone.Domain)],
            ServeExpired = dns.ServeExpired ? dns.ServeExpiredTtl : null,
            CacheSize = dns.CacheSize,
            QueryLog = dns.QueryLog,
            BlockedIn = dns.BlockLists.IsEmpty ? null : BlockListSpec.Included,
            Debug = document.Logging.Debug.Contains("unbound"),
        };
    }

    private static IEnumerable<LocalName> LocalNames(StackDocument document, ImmutableArray<string> own)
    {
        yield return new LocalName("gateway", own, Reverse: true);
        yield return new LocalName("host", [document.Inside.HostAddress], Reverse: true);
        if (document.Registry.Enabled)
        {
            yield return new LocalName("registry", own, Reverse: false);
            yield return new LocalName("bcmnet", own, Reverse: false);
        }

        foreach (var mirror in Mirror.MirrorConfig.From(document).Instances)
        {
            yield return new LocalName(mirror.Label, own, Reverse: false);
        }

        if (document.Proxy.Enabled)
        {
            yield return new LocalName("proxy", own, Reverse: false);
            if (document.Proxy.Wpad)
            {
                yield return new LocalName("wpad", own, Reverse: false);
            }
        }

        foreach (var name in document.ServedSegments.Where(static segment => segment.Vlan is not null).SelectMany(segment => NamesIn(segment, document.Proxy)))
        {
            yield return name;
        }

        foreach (var entry in document.HostEntries)
        {
            yield return new LocalName(entry.Name, AddressesOf(entry, SegmentOf(entry, document).Ula), Reverse: true);
        }
    }

    /// <summary>The box's names in a segment's part of the domain.</summary>
    private static IEnumerable<LocalName> NamesIn(StackSegment segment, StackProxy proxy)
    {
        var own = SegmentNetwork.Of(segment).Addresses;
        yield return new LocalName($"gateway.{segment.Name}", own, Reverse: true);
        if (segment.Proxy && proxy.Enabled)
        {
            yield return new LocalName($"proxy.{segment.Name}", own, Reverse: false);
            if (proxy.Wpad)
            {
                yield return new LocalName($"wpad.{segment.Name}", own, Reverse: false);
            }
        }
    }

    /// <summary>A machine without an IPv4 address is one of the inside.</summary>
    private static StackSegment SegmentOf(HostEntryConfig entry, StackDocument document) =>
        document.Segments.FirstOrDefault(segment => entry.Ipv4 is not null && SegmentNetwork.Of(segment).Ipv4.Contains(entry.Ipv4)) ?? document.Inside;

    /// <summary>An IPv6 address that is written without its prefix gets that of the segment.</summary>
    private static ImmutableArray<string> AddressesOf(HostEntryConfig entry, string? ula)
    {
        var ipv6 = entry.Ipv6 is null ? null : IPAddress.Parse(entry.Ipv6);
        if (ipv6 is not null && Ipv6Text.IsIdentifier(ipv6))
        {
            ipv6 = ula is null ? null : new IPAddress([.. IPAddress.Parse(ula.Split('/')[0]).GetAddressBytes()[..8], .. ipv6.GetAddressBytes()[8..]]);
        }

        return [.. entry.Ipv4 is null ? [] : new[] { entry.Ipv4 }, .. ipv6 is null ? [] : new[] { ipv6.ToString() }];
    }

    /// <summary>The addresses in root hints, whose lines are <c>NAME TTL [IN] A|AAAA ADDRESS</c>.</summary>
    private static ImmutableArray<string> RootServersIn(string hints) =>
    [
        .. hints.Split('\n')
            .Select(static line => line.Split(';')[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            .Where(static words => words.Length >= 3 && words[^2].ToUpperInvariant() is "A" or "AAAA")
            .Select(static words => words[^1])
            .Where(static address => IPAddress.TryParse(address, out _))
            .Distinct(),
    ];
}

/// <summary>A name of the box in its own domain.</summary>
/// <param name="Label">Without the domain.</param>
/// <param name="Reverse">True: the addresses' PTR names it.</param>
public sealed record LocalName(string Label, ImmutableArray<string> Addresses, bool Reverse);
