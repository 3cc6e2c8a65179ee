using Gateway.Planning.Configuration;
using Gateway.Planning.Secrets;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Tests.Stack;

/// <summary>Documents that between them reach every branch of the renderers.</summary>
public static class StackSamples
{
    public static StackDocument Default { get; } = new()
    {
        Generation = 7,
        Outside = new StackLink { Present = true },
        Inside = new StackSegment { Ula = "fd12:3456:789a::/64" },
    };

    public static StackObservation Observed { get; } = new() { ProviderResolvers = ["5.1.0.53", "5.1.0.54"], NameKey = new Secret("bm90IGEgc2VjcmV0LCBidXQgYXMgbG9uZyBhcyBvbmU=") };

    /// <summary>Made for this test; its key is gone.</summary>
    public const string Certificate = """
        -----BEGIN CERTIFICATE-----
        MIIBOjCB7aADAgECAhQ+X27nyWujzqto4rB7SfpTkVEqKDAFBgMrZXAwEjEQMA4G
        A1UEAwwHRXhhbXBsZTAgFw0yNjExMjEyMjM3MzlaGA8yMTI2MTAyODIyMzczOVow
        EjEQMA4GA1UEAwwHRXhhbXBsZTAqMAUGAytlcAMhACL5odruBbO/aPIP4iFPRn1I
        aG7dvOEZAfzvB5Gp37Wzo1MwUTAdBgNVHQ4EFgQUgbTpeFnskR1Le2uIPPg43F37
        FI4wHwYDVR0jBBgwFoAUgbTpeFnskR1Le2uIPPg43F37FI4wDwYDVR0TAQH/BAUw
        AwEB/zAFBgMrZXADQQAD710/KhhtHrDBh4ifh8GAIh6wN1uC59WMISQFb0wd0bjI
        DlZ4E3S0mifwmMLxR4AoN9MKKPZPkCYKJtAgWHID
        -----END CERTIFICATE-----
        """;

    public static StackDocument WithoutOutside { get; } = Default with { Outside = new StackLink { Present = false } };

    public static StackDocument Ipv4Only { get; } = Default with { Inside = Default.Inside with { Ula = null } };

    public static StackDocument NotServed { get; } = Default with { Inside = Default.Inside with { Served = false } };

    public static StackDocument EverythingOff { get; } = Default with
    {
        Inside = Default.Inside with { Ula = null, DhcpEnabled = false },
        Dns = new DnsConfig { Enabled = false },
        Proxy = new StackProxy { Enabled = false },
        Registry = new RegistryConfig { Enabled = false, Mirror = false },
        Time = new StackTime { Enabled = false },
    };

    public static StackDocument BlockListed { get; } = Default with
    {
        Dns = new DnsConfig
        {
            BlockLists = [new BlockListConfig { Name = "ads", Url = "https://lists.example.org/ads.txt" }, new BlockListConfig { Name = "office", File = "office.txt" }],
            BlockAnswer = BlockAnswer.Zero,
            BlockAllow = ["login.example.com"],
            BlockRefresh = TimeSpan.FromHours(12),
            BlockLimit = 500_000,
        },
        BlockFiles = [new BlockFile("office.txt", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")],
        Time = new StackTime { ServerNames = ["ntp.example.org"] },
    };

    /// <summary>A network of its own, with its own root of DNS.</summary>
    public static StackDocument Laboratory { get; } = Default with
    {
        Dns = new DnsConfig
        {
            RootHints = """
                ; the laboratory's root
                .                 3600000 IN NS    a.root.lab.
                a.root.lab.       3600000 IN A     9.1.0.53
                a.root.lab.       3600000    AAAA  2001:db8::53 ; not reached
                """,
            TrustAnchor = [". IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D"],
        },
    };

    public static StackDocument ProvidersResolvers { get; } = Default with
    {
        Dns = new DnsConfig { Mode = DnsMode.Provider, Dnssec = false },
    };

    public static StackDocument NamedResolvers { get; } = Default with
    {
        Dns = new DnsConfig { Mode = DnsMode.Forward, Upstreams = ["9.9.9.9", "149.112.112.112@5353"] },
    };

    /// <summary>The names are those in their certificates, which another authority than the public ones may have signed.</summary>
    public static StackDocument TlsResolvers { get; } = Default with
    {
        Dns = new DnsConfig { Mode = DnsMode.Tls, Upstreams = ["9.9.9.9#dns.quad9.net", "2620:fe::fe@8853#dns.quad9.net"] },
        Trust = new TrustConfig { Certificates = [Certificate] },
    };

    /// <summary>Domains with resolvers of their own, one of them over TLS, and everything about answers other than by default.</summary>
    public static StackDocument SplitDns { get; } = Default with
    {
        Dns = new DnsConfig
        {
            PrivateDomains = ["plex.direct"],
            ServeExpired = false,
            CacheSize = 100,
            QueryLog = true,
            ForwardZones =
            [
                new ForwardZoneConfig { Domain = "corp.internal", Upstreams = ["10.8.0.1", "10.8.0.2@5353"], Dnssec = false },
                new ForwardZoneConfig { Domain = "10.in-addr.arpa", Upstreams = ["10.8.0.1"], Dnssec = false, PrivateAddresses = false },
                new ForwardZoneConfig { Domain = "example.net", Upstreams = ["192.0.2.53#dns.example.net"], PrivateAddresses = false },
            ],
        },
    };

    /// <summary>A record of each type, and each kind of alias.</summary>
    public static StackDocument Records { get; } = Default with
    {
        HostEntries =
        [
            new HostEntryConfig { Name = "nas", Ipv4 = "192.168.4.30", Ipv6 = "::30" },
            new HostEntryConfig { Name = "roaming", Mac = "52:54:00:aa:bb:cc" },
        ],
        Dns = new DnsConfig
        {
            Records =
            [
                new DnsRecordConfig { Name = "printer", Type = DnsRecordType.A, Value = "192.168.4.20" },
                new DnsRecordConfig { Name = "printer", Type = DnsRecordType.Aaaa, Value = "fd12:3456:789a:0::20" },
                new DnsRecordConfig { Name = "scanner", Type = DnsRecordType.A, Value = "192.168.4.20", Ttl = TimeSpan.FromHours(1) },
                new DnsRecordConfig { Name = "www.example.net", Type = DnsRecordType.A, Value = "192.168.4.1" },
                new DnsRecordConfig { Name = "cloud", Type = DnsRecordType.Cname, Value = "gateway" },
                new DnsRecordConfig { Name = "files", Type = DnsRecordType.Cname, Value = "backup.home.arpa" },
                new DnsRecordConfig { Name = "backup", Type = DnsRecordType.Cname, Value = "nas" },
                new DnsRecordConfig { Name = "laptop-of-anna", Type = DnsRecordType.Cname, Value = "laptop" },
                new DnsRecordConfig { Name = "docs", Type = DnsRecordType.Cname, Value = "www.example.org", Ttl = TimeSpan.FromDays(1) },
                new DnsRecordConfig { Name = "_ipp._tcp.home.arpa", Type = DnsRecordType.Srv, Value = "0  0 631 printer" },
                new DnsRecordConfig { Name = "home.arpa", Type = DnsRecordType.Mx, Value = "10 mail.example.org" },
                new DnsRecordConfig { Name = "home.arpa", Type = DnsRecordType.Txt, Value = "v=spf1 \"it's\" a\\b ü" },
            ],
        },
    };

    public static StackDocument Debugging { get; } = Default with { Logging = new LoggingConfig { Debug = LoggingDefaults.DebugServices } };

    /// <summary>Known machines, two pools and options of every kind.</summary>
    public static StackDocument Reserved { get; } = Default with
    {
        Inside = Default.Inside with
        {
            Pools = [new AddressRange("192.168.4.50", "192.168.4.99"), new AddressRange("192.168.4.150", "192.168.4.199")],
            DhcpOptions =
            [
                new DhcpOptionConfig { Name = "routers", Value = "192.168.4.9" },
                new DhcpOptionConfig { Name = "ntp-servers", Value = "192.168.4.8, 192.168.4.9" },
                new DhcpOptionConfig { Name = "tftp-server-name", Value = "boot, or what's left", AlwaysSend = true },
                new DhcpOptionConfig { Name = "boot-file-name", Value = "netboot.xyz.efi" },
                new DhcpOptionConfig { Name = "classless-static-route", Value = "10.0.0.0/8 - 192.168.4.9, 0.0.0.0/0 - 192.168.4.1" },
                new DhcpOptionConfig { Name = "v6-only-preferred", Value = "1800" },
                new DhcpOptionConfig { Code = 150, Type = DhcpOptionType.Ipv4Address, Value = "192.168.4.9, 192.168.4.8" },
                new DhcpOptionConfig { Code = 224, Type = DhcpOptionType.Binary, Value = "01:0a:FF" },
                new DhcpOptionConfig { Code = 225, Type = DhcpOptionType.Uint16, Value = "700" },
                new DhcpOptionConfig { Code = 226, Type = DhcpOptionType.Fqdn, Value = "a.example" },
                new DhcpOptionConfig { Code = 227, Type = DhcpOptionType.String, Value = "one" },
                new DhcpOptionConfig { Code = 228, Type = DhcpOptionType.Boolean, Value = "true" },
                new DhcpOptionConfig { Code = 229, Type = DhcpOptionType.Int8, Value = "-1, 2" },
            ],
        },
        HostEntries =
        [
            new HostEntryConfig { Name = "nas", Mac = "52:54:00:aa:bb:cc", Duid = "00:01:00:01:2c:3d:4e:5f:52:54:00:aa:bb:cc", Ipv4 = "192.168.4.20", Ipv6 = "::20" },
            new HostEntryConfig { Name = "printer", ClientId = "01:52:54:00:aa:bb:dd", Ipv4 = "192.168.4.60" },
            new HostEntryConfig { Name = "server", Duid = "00:01:00:01:2c:3d:4e:5f:52:54:00:aa:bb:ee", Ipv4 = "192.168.4.61" },
            new HostEntryConfig { Name = "laptop", Mac = "52:54:00:aa:bb:ff" },
            new HostEntryConfig { Name = "fixed", Ipv4 = "192.168.4.70" },
        ],
    };

    /// <summary>The proxy as the only way out, told to browsers, with everything changed.</summary>
    public static StackDocument ProxyOnly { get; } = Default with
    {
        Inside = Default.Inside with { Egress = Egress.ProxyOnly },
        Proxy = new StackProxy { CacheSize = 4096, CacheMemory = 128, ConnectPorts = [443, 8443, 993], AccessLog = true, Wpad = true },
    };

    /// <summary>The proxy told to browsers, with a cache in memory alone.</summary>
    public static StackDocument ProxyTold { get; } = Default with { Proxy = new StackProxy { CacheSize = 0, Wpad = true } };

    /// <summary>Further mirrors, one of them with credentials; everybody may pull from the other and from the private registry.</summary>
    public static StackDocument Mirrors { get; } = Default with
    {
        Registry = new RegistryConfig
        {
            TlsMinimum = TlsVersion.Tls13,
            AnonymousPull = true,
            AccessLog = true,
            DockerHub = RegistryDefaults.DockerHub with { Via = "tor" },
            Mirrors =
            [
                new MirrorConfig { Name = "ghcr", Url = "https://ghcr.io", Username = "example", Password = new Secret("hunter2!#:{}") },
                new MirrorConfig { Name = "lab", Url = "http://192.168.4.20:5000", AnonymousPull = true, Via = "socks5://192.168.4.30:1080" },
                new MirrorConfig { Name = "quay", Url = "https://quay.io", Via = "http://[2001:db8::3]:3128" },
            ],
        },
    };

    /// <summary>What a certificate authority lays out.</summary>
    public static StackObservation Certified { get; } = Observed with
    {
        ServedCertificates =
        [
            "ca.crt", "changed", "client-ca.pem", "client.crl", "pull.map", "push.map", "services/gateway.pem", "services/mirror.pem", "services/registry.pem",
        ],
    };

    /// <summary>Every form of a forward, by name and by address, and a log of what is dropped.</summary>
    public static StackDocument Forwarding { get; } = Default with
    {
        HostEntries =
        [
            new HostEntryConfig { Name = "nas", Mac = "52:54:00:aa:bb:cc", Ipv4 = "192.168.4.20", Ipv6 = "::20" },
            new HostEntryConfig { Name = "laptop", ClientId = "01:52:54:00:aa:bb:dd", Duid = "00:03:00:01:52:54:00:aa:bb:dd" },
        ],
        Firewall = new FirewallConfig
        {
            Log = FirewallLog.Dropped,
            Forwards =
            [
                new ForwardConfig { Ports = new PortRange(8443, 8443), To = "nas", ToPort = 443 },
                new ForwardConfig { Ports = new PortRange(6000, 6063), To = "192.168.4.30", Protocol = "tcp+udp", From = ["198.51.100.0/24", "198.51.100.7", "203.0.113.7"] },
            ],
        },
    };

    /// <summary>Another subnet, a pool that covers the gateway and the host, a domain, a zone, an MTU and fixed MAC.</summary>
    public static StackDocument Changed { get; } = Default with
    {
        System = new SystemConfig { Domain = "lan.example", TimeZone = "Europe/Amsterdam" },
        Outside = new StackLink { Present = true, Mtu = 1492 },
        Inside = new StackSegment
        {
            Mac = "02:00:5e:10:00:01",
            Ports = ["bcmnet"],
            Ipv4 = "10.20.30.129/20",
            Ula = "fdab:cdef:0123:4567::/64",
            HostAddress = "10.20.30.130",
            Pools = [new AddressRange("10.20.30.120", "10.20.30.140"), new AddressRange("10.20.17.0", "10.20.17.255")],
            LeaseTime = TimeSpan.FromMinutes(90),
        },
    };

    /// <summary>Two segments beside the inside, which reaches one of them; that one reaches nothing, and not even the proxy.</summary>
    public static StackDocument Segments { get; } = Default with
    {
        Inside = Default.Inside with { Reach = ["outside", "cameras"] },
        FurtherSegments =
        [
            new StackSegment
            {
                Name = "guest",
                Vlan = 20,
                Mac = "02:00:5e:10:00:20",
                Ports = ["inside"],
                Ipv4 = "192.168.20.1/24",
                Ula = "fd12:3456:789a:14::/64",
                HostAddress = "",
                Zone = "guest",
                Pools = [new AddressRange("192.168.20.50", "192.168.20.199")],
                LeaseTime = TimeSpan.FromHours(1),
                DhcpOptions = [new DhcpOptionConfig { Name = "domain-search", Value = "guest.example" }],
            },
            new StackSegment
            {
                Name = "cameras",
                Vlan = 30,
                Ports = ["inside"],
                Ipv4 = "10.30.0.1/16",
                HostAddress = "",
                Zone = "cameras",
                Reach = [],
                Proxy = false,
                Pools = [new AddressRange("10.30.1.0", "10.30.1.255")],
            },
        ],
        HostEntries =
        [
            new HostEntryConfig { Name = "nas", Mac = "52:54:00:aa:bb:cc", Ipv4 = "192.168.4.20" },
            new HostEntryConfig { Name = "door", Mac = "52:54:00:aa:bb:dd", Ipv4 = "10.30.1.7" },
            new HostEntryConfig { Name = "phone", Mac = "52:54:00:aa:bb:ee" },
        ],
        Firewall = new FirewallConfig { Forwards = [new ForwardConfig { Ports = new PortRange(8443, 8443), To = "nas", ToPort = 443 }, new ForwardConfig { Ports = new PortRange(8444, 8444), To = "door", From = ["198.51.100.0/24"] }] },
    };

    /// <summary>Every sample by the name that its expected files carry.</summary>
    public static IReadOnlyDictionary<string, StackDocument> All { get; } = new SortedDictionary<string, StackDocument>
    {
        ["default"] = Default,
        ["without-outside"] = WithoutOutside,
        ["ipv4-only"] = Ipv4Only,
        ["not-served"] = NotServed,
        ["everything-off"] = EverythingOff,
        ["laboratory"] = Laboratory,
        ["providers-resolvers"] = ProvidersResolvers,
        ["named-resolvers"] = NamedResolvers,
        ["proxy-only"] = ProxyOnly,
        ["proxy-told"] = ProxyTold,
        ["reserved"] = Reserved,
        ["tls-resolvers"] = TlsResolvers,
        ["split-dns"] = SplitDns,
        ["records"] = Records,
        ["changed"] = Changed,
        ["debugging"] = Debugging,
        ["forwarding"] = Forwarding,
        ["segments"] = Segments,
        ["mirrors"] = Mirrors,
        ["ruled"] = RuleSamples.Ruled,
        ["routed"] = Ipv6Samples.Routed,
        ["outside-alone"] = Ipv6Samples.OutsideAlone,
        ["block-lists"] = BlockListed,
    };
}
