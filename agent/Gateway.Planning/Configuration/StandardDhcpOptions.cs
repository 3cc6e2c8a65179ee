using System.Collections.Immutable;

namespace Gateway.Planning.Configuration;

/// <summary>The options of DHCPv4 that have a name: those of Kea 2.6 that an operator may set, under its names (RFC 2132 and later).</summary>
public static class StandardDhcpOptions
{
    public static ImmutableArray<StandardDhcpOption> All { get; } =
    [
        new(2, "time-offset", DhcpOptionType.Int32),
        new(3, "routers", DhcpOptionType.Ipv4Address, IsList: true),
        new(4, "time-servers", DhcpOptionType.Ipv4Address, IsList: true),
        new(5, "name-servers", DhcpOptionType.Ipv4Address, IsList: true),
        new(6, "domain-name-servers", DhcpOptionType.Ipv4Address, IsList: true),
        new(7, "log-servers", DhcpOptionType.Ipv4Address, IsList: true),
        new(8, "cookie-servers", DhcpOptionType.Ipv4Address, IsList: true),
        new(9, "lpr-servers", DhcpOptionType.Ipv4Address, IsList: true),
        new(10, "impress-servers", DhcpOptionType.Ipv4Address, IsList: true),
        new(11, "resource-location-servers", DhcpOptionType.Ipv4Address, IsList: true),
        new(13, "boot-size", DhcpOptionType.Uint16),
        new(14, "merit-dump", DhcpOptionType.String),
        new(15, "domain-name", DhcpOptionType.String),
        new(16, "swap-server", DhcpOptionType.Ipv4Address),
        new(17, "root-path", DhcpOptionType.String),
        new(18, "extensions-path", DhcpOptionType.String),
        new(19, "ip-forwarding", DhcpOptionType.Boolean),
        new(20, "non-local-source-routing", DhcpOptionType.Boolean),
        new(21, "policy-filter", DhcpOptionType.Ipv4Address, IsList: true),
        new(22, "max-dgram-reassembly", DhcpOptionType.Uint16),
        new(23, "default-ip-ttl", DhcpOptionType.Uint8),
        new(24, "path-mtu-aging-timeout", DhcpOptionType.Uint32),
        new(25, "path-mtu-plateau-table", DhcpOptionType.Uint16, IsList: true),
        new(26, "interface-mtu", DhcpOptionType.Uint16),
        new(27, "all-subnets-local", DhcpOptionType.Boolean),
        new(28, "broadcast-address", DhcpOptionType.Ipv4Address),
        new(29, "perform-mask-discovery", DhcpOptionType.Boolean),
        new(30, "mask-supplier", DhcpOptionType.Boolean),
        new(31, "router-discovery", DhcpOptionType.Boolean),
        new(32, "router-solicitation-address", DhcpOptionType.Ipv4Address),
        new(33, "static-routes", DhcpOptionType.Ipv4Address, IsList: true),
        new(34, "trailer-encapsulation", DhcpOptionType.Boolean),
        new(35, "arp-cache-timeout", DhcpOptionType.Uint32),
        new(36, "ieee802-3-encapsulation", DhcpOptionType.Boolean),
        new(37, "default-tcp-ttl", DhcpOptionType.Uint8),
        new(38, "tcp-keepalive-interval", DhcpOptionType.Uint32),
        new(39, "tcp-keepalive-garbage", DhcpOptionType.Boolean),
        new(40, "nis-domain", DhcpOptionType.String),
        new(41, "nis-servers", DhcpOptionType.Ipv4Address, IsList: true),
        new(42, "ntp-servers", DhcpOptionType.Ipv4Address, IsList: true),
        new(44, "netbios-name-servers", DhcpOptionType.Ipv4Address, IsList: true),
        new(45, "netbios-dd-server", DhcpOptionType.Ipv4Address, IsList: true),
        new(46, "netbios-node-type", DhcpOptionType.Uint8),
        new(47, "netbios-scope", DhcpOptionType.String),
        new(48, "font-servers", DhcpOptionType.Ipv4Address, IsList: true),
        new(49, "x-display-manager", DhcpOptionType.Ipv4Address, IsList: true),
        new(60, "vendor-class-identifier", DhcpOptionType.String),
        new(62, "nwip-domain-name", DhcpOptionType.String),
        new(64, "nisplus-domain-name", DhcpOptionType.String),
        new(65, "nisplus-servers", DhcpOptionType.Ipv4Address, IsList: true),
        new(66, "tftp-server-name", DhcpOptionType.String),
        new(67, "boot-file-name", DhcpOptionType.String),
        new(68, "mobile-ip-home-agent", DhcpOptionType.Ipv4Address, IsList: true),
        new(69, "smtp-server", DhcpOptionType.Ipv4Address, IsList: true),
        new(70, "pop-server", DhcpOptionType.Ipv4Address, IsList: true),
        new(71, "nntp-server", DhcpOptionType.Ipv4Address, IsList: true),
        new(72, "www-server", DhcpOptionType.Ipv4Address, IsList: true),
        new(73, "finger-server", DhcpOptionType.Ipv4Address, IsList: true),
        new(74, "irc-server", DhcpOptionType.Ipv4Address, IsList: true),
        new(75, "streettalk-server", DhcpOptionType.Ipv4Address, IsList: true),
        new(76, "streettalk-directory-assistance-server", DhcpOptionType.Ipv4Address, IsList: true),
        new(85, "nds-servers", DhcpOptionType.Ipv4Address, IsList: true),
        new(86, "nds-tree-name", DhcpOptionType.String),
        new(87, "nds-context", DhcpOptionType.String),
        new(88, "bcms-controller-names", DhcpOptionType.Fqdn, IsList: true),
        new(89, "bcms-controller-address", DhcpOptionType.Ipv4Address, IsList: true),
        new(98, "uap-servers", DhcpOptionType.String),
        new(99, "geoconf-civic", DhcpOptionType.Binary),
        new(100, "pcode", DhcpOptionType.String),
        new(101, "tcode", DhcpOptionType.String),
        new(108, "v6-only-preferred", DhcpOptionType.Uint32),
        new(112, "netinfo-server-address", DhcpOptionType.Ipv4Address, IsList: true),
        new(113, "netinfo-server-tag", DhcpOptionType.String),
        new(114, "v4-captive-portal", DhcpOptionType.String),
        new(116, "auto-config", DhcpOptionType.Uint8),
        new(117, "name-service-search", DhcpOptionType.Uint16, IsList: true),
        new(119, "domain-search", DhcpOptionType.Fqdn, IsList: true),
        new(121, "classless-static-route", DhcpOptionType.Route, IsList: true),
        new(136, "pana-agent", DhcpOptionType.Ipv4Address, IsList: true),
        new(137, "v4-lost", DhcpOptionType.Fqdn),
        new(138, "capwap-ac-v4", DhcpOptionType.Ipv4Address, IsList: true),
        new(141, "sip-ua-cs-domains", DhcpOptionType.Fqdn, IsList: true),
        new(213, "v4-access-domain", DhcpOptionType.Fqdn),
    ];

    /// <summary>Numbers that Kea knows without a name that an operator may use: what clients and servers say to each other, and what follows from other keys.</summary>
    private static readonly ImmutableArray<int> Reserved =
    [
        1, 12, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 61, 63, 77, 78, 79, 81, 82, 90, 91, 92, 93, 94, 97, 118, 124, 125, 143, 146, 151, 152, 153, 154, 155, 156, 157,
        159, 162, 212,
    ];

    public static StandardDhcpOption? Named(string name) => All.FirstOrDefault(option => option.Name == name);

    public static StandardDhcpOption? Numbered(int code) => All.FirstOrDefault(option => option.Code == code);

    public static bool IsReserved(int code) => Reserved.Contains(code);
}

/// <param name="Code">Its number.</param>
/// <param name="IsList">True: it takes several values.</param>
public sealed record StandardDhcpOption(int Code, string Name, DhcpOptionType Type, bool IsList = false);
