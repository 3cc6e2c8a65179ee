using System.Net;
using System.Net.Sockets;
using Gateway.Planning.Configuration;
using Gateway.Planning.Services.Knot;

namespace Gateway.Planning.Services.Unbound;

/// <summary>
/// Renders unbound's two files. What only a start can take (sockets, threads, cache sizes) stands in the first; the
/// second can change under a running daemon, which then keeps its cache.
/// </summary>
public static class UnboundConf
{
    public static string Daemon(UnboundConfig config) => new ConfText()
        .Block("server:", server => server
            .Line("interface: 127.0.0.1")
            .Lines(config.Addresses.Select(static address => $"interface: {address}"))
            .Line("ip-freebind: yes")
            .Line("so-sndbuf: 0")
            .Line("do-ip6: yes")
            .Line("prefer-ip4: yes")
            .Line("username: \"unbound\"")
            .Line("directory: \"/etc/unbound\"")
            .Line("chroot: \"\"")
            .Line("pidfile: \"\"")
            .Line("use-syslog: yes")
            .Line("verbosity: 1")
            .Line($"num-threads: {UnboundDefaults.Threads}")
            .Line($"msg-cache-slabs: {UnboundDefaults.Threads}")
            .Line($"rrset-cache-slabs: {UnboundDefaults.Threads}")
            .Line($"infra-cache-slabs: {UnboundDefaults.Threads}")
            .Line($"key-cache-slabs: {UnboundDefaults.Threads}")
            .Line($"msg-cache-size: {UnboundDefaults.MessageCache}")
            .Line($"rrset-cache-size: {UnboundDefaults.RecordCache}")
            .Line($"key-cache-size: {UnboundDefaults.KeyCache}")
            .Line($"neg-cache-size: {UnboundDefaults.NegativeCache}")
            .Lines(Authorities(config)))
        .Block("remote-control:", static control => control
            .Line("control-enable: yes")
            .Line($"control-interface: {UnboundDefaults.ControlSocket}")
            .Line("control-use-cert: no"))
        .Line("include: \"/etc/unbound/gateway.d/*.conf\"")
        .ToString();

    /// <summary>Whose certificates are believed; read at a start alone, and by who asks over TLS alone.</summary>
    private static IEnumerable<string> Authorities(UnboundConfig config) => config.AsksOverTls
        ? ["tls-system-cert: yes", .. config.AuthorityFiles.Select(static file => $"tls-cert-bundle: \"{file}\"")]
        : [];

    public static string Resolution(UnboundConfig config)
    {
        var text = new ConfText().Block("server:", server =>
        {
            // In the file that can change under a running daemon; it takes the place of the level in the first.
            server
                .LineIf(config.Debug, $"verbosity: {UnboundDefaults.DebugLevel}")
                .Line("access-control: 127.0.0.0/8 allow")
                .Lines(config.Clients.Select(static subnet => $"access-control: {subnet} allow"));
            Hardening(server);
            Validation(server, config);
            Rebinding(server, config);
            LocalZones(server, config);
            Stubs(server, config);
            Root(server, config);
        });
        foreach (var zone in config.StubZones)
            Stub(text, zone);
        return Upstream(text, config).ToString();
    }

    private static void Hardening(ConfText server) => server
        .Line("hide-identity: yes")
        .Line("hide-version: yes")
        .Line("qname-minimisation: yes")
        .Line("aggressive-nsec: yes")
        .Line("harden-glue: yes")
        .Line("harden-dnssec-stripped: yes")
        .Line("harden-below-nxdomain: yes")
        .Line("minimal-responses: yes")
        .Line("edns-buffer-size: 1232")
        .Line("prefetch: yes")
        .Line("serve-expired: yes")
        .Line($"serve-expired-ttl: {UnboundDefaults.StaleFor}")
        .Line($"serve-expired-client-timeout: {UnboundDefaults.StaleAfterMilliseconds}");

    private static void Validation(ConfText server, UnboundConfig config)
    {
        if (!config.Dnssec)
        {
            server.Line("module-config: \"iterator\"");
            return;
        }

        server.Line("module-config: \"validator iterator\"");
        if (config.TrustAnchors.IsEmpty)
        {
            server.Line($"auto-trust-anchor-file: \"{UnboundDefaults.RootKey}\"");
        }

        server.Lines(config.TrustAnchors.Select(static anchor => $"trust-anchor: \"{OneRecord(anchor)}\""));
    }

    private static void Rebinding(ConfText server, UnboundConfig config) => server
        .Lines(UnboundDefaults.PrivateAddresses.Select(static subnet => $"private-address: {subnet}"))
        .Line($"private-domain: \"{config.Domain}\"");

    /// <summary>The zones of private ranges and of home.arpa are empty in unbound by itself; ours are filled.</summary>
    private static void LocalZones(ConfText server, UnboundConfig config)
    {
        foreach (var zone in config.ReverseZones.Prepend(config.Domain))
        {
            server
                .Line($"local-zone: \"{zone}.\" {(config.StubZones.Contains(zone) ? "transparent" : "static")}")
                .Line($"local-data: \"{zone}. 3600 IN SOA gateway.{config.Domain}. nobody.invalid. 1 3600 1200 604800 300\"")
                .Line($"local-data: \"{zone}. 3600 IN NS gateway.{config.Domain}.\"");
        }

        foreach (var name in config.Names)
        {
            var owner = $"{name.Label}.{config.Domain}";
            foreach (var address in name.Addresses)
            {
                server
                    .Line($"local-data: \"{owner}. 300 IN {RecordType(address)} {address}\"")
                    .LineIf(name.Reverse, $"local-data-ptr: \"{address} 300 {owner}\"");
            }
        }
    }

    /// <summary>Nobody signs these zones. Outside names cannot lead to this machine: no answer with a loopback address is believed.</summary>
    private static void Stubs(ConfText server, UnboundConfig config) => server
        .LineIf(!config.StubZones.IsEmpty, "do-not-query-localhost: no")
        .Lines(config.StubZones.Select(static zone => $"domain-insecure: \"{zone}.\""));

    /// <summary>A name is there as soon as its lease is, and gone with it: nothing is kept here.</summary>
    private static void Stub(ConfText text, string zone) => text.Block("stub-zone:", stub => stub
        .Line($"name: \"{zone}.\"")
        .Line("stub-no-cache: yes")
        .Line($"stub-addr: {KnotDefaults.Address}@{KnotDefaults.Port}"));

    /// <summary>A refused root leaves the local zones, which are more specific.</summary>
    private static void Root(ConfText server, UnboundConfig config)
    {
        if (config.Mode == DnsMode.Recursive)
        {
            server
                .LineIf(config.RootServers.IsEmpty, $"root-hints: \"{UnboundDefaults.RootHints}\"")
                .Lines(UnboundDefaults.NeverAtTheRoot.Where(zone => zone != config.Domain).Select(static zone => $"local-zone: \"{zone}.\" static"));
        }
        else
        {
            server.LineIf(config.Forwarders.IsEmpty, "local-zone: \".\" refuse");
        }
    }

    /// <summary>A primed stub for the root is what unbound makes of root hints; it needs no second file.</summary>
    private static ConfText Upstream(ConfText text, UnboundConfig config)
    {
        if (config.Mode == DnsMode.Recursive)
        {
            return config.RootServers.IsEmpty
                ? text
                : text.Block("stub-zone:", stub => stub
                    .Line("name: \".\"")
                    .Line("stub-prime: yes")
                    .Lines(config.RootServers.Select(static address => $"stub-addr: {address}")));
        }

        return config.Forwarders.IsEmpty
            ? text
            : text.Block("forward-zone:", forward => forward
                .Line("name: \".\"")
                .Line("forward-first: no")
                .LineIf(config.AsksOverTls, "forward-tls-upstream: yes")
                .Lines(config.Forwarders.Select(static address => $"forward-addr: {address}")));
    }

    private static string RecordType(string address) =>
        IPAddress.Parse(address).AddressFamily == AddressFamily.InterNetworkV6 ? "AAAA" : "A";

    private static string OneRecord(string anchor) => anchor.AsSpan().IndexOfAny("\"\r\n") < 0
        ? anchor.Trim()
        : throw new FormatException(
            $"rendering the resolver's trust anchor: \"{anchor}\" is not one record; give one DS or DNSKEY record a string, without quotes");
}
