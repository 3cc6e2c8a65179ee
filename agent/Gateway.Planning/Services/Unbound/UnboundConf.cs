using System.Collections.Immutable;
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
            .Line($"msg-cache-size: {config.CacheSize / 3}m")
            .Line($"rrset-cache-size: {config.CacheSize - (config.CacheSize / 3)}m")
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
            Hardening(server, config);
            Validation(server, config);
            Rebinding(server, config);
            // Of two zones of one name unbound takes the last: what is known here cannot be blocked.
            server.LineIf(config.BlockedIn is not null, $"include: \"{config.BlockedIn}\"");
            LocalZones(server, config);
            Stubs(server, config);
            Split(server, config);
            Root(server, config);
        });
        foreach (var zone in config.StubZones)
        {
            Stub(text, zone);
        }

        foreach (var zone in config.ForwardZones)
        {
            Forward(text, zone.Domain + ".", zone.Targets, zone.Tls);
        }

        return Upstream(text, config).ToString();
    }

    private static void Hardening(ConfText server, UnboundConfig config) => server
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
        .Lines(config.ServeExpired is { } time
            ? ["serve-expired: yes", $"serve-expired-ttl: {(int)time.TotalSeconds}", $"serve-expired-client-timeout: {UnboundDefaults.StaleAfterMilliseconds}"]
            : [])
        .LineIf(config.QueryLog, "log-replies: yes")
        .LineIf(config.QueryLog, "log-servfail: yes");

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

        server
            .Lines(config.TrustAnchors.Select(static anchor => $"trust-anchor: \"{OneRecord(anchor)}\""))
            .Lines(config.TimeServers.Select(static name => $"domain-insecure: \"{name}.\""));
    }

    /// <summary>Nobody outside has names for the machine itself, whatever the operator lets through.</summary>
    private static void Rebinding(ConfText server, UnboundConfig config) => server
        .Lines((config.RebindProtection ? UnboundDefaults.PrivateAddresses : UnboundDefaults.LoopbackAddresses)
            .Select(static subnet => $"private-address: {subnet}"))
        .Lines(config.RebindProtection ? config.PrivateDomains.Select(static domain => $"private-domain: \"{domain}\"") : []);

    /// <summary>The zones of private ranges and of home.arpa are empty in unbound by itself; ours are filled.</summary>
    private static void LocalZones(ConfText server, UnboundConfig config)
    {
        foreach (var zone in config.SegmentDomains.Prepend(config.Domain).Concat(config.ReverseZones))
        {
            server
                .Line($"local-zone: \"{zone}.\" {(config.StubZones.Contains(zone) ? "transparent" : "static")}")
                .Line($"local-data: \"{zone}. 3600 IN SOA gateway.{config.Domain}. nobody.invalid. 1 3600 1200 604800 300\"")
                .Line($"local-data: \"{zone}. 3600 IN NS gateway.{config.Domain}.\"");
        }

        server.Lines(LocalRecords.Lines(config));
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

    /// <summary>A zone of their own lifts them out of those that are empty here: private reverse zones, private top-level domains, a refused root.</summary>
    private static void Split(ConfText server, UnboundConfig config) => server
        .Lines(config.ForwardZones.Select(static zone => $"local-zone: \"{zone.Domain}.\" transparent"))
        .Lines(config.ForwardZones.Where(zone => config.Dnssec && !zone.Dnssec).Select(static zone => $"domain-insecure: \"{zone.Domain}.\""));

    /// <summary>A refused root leaves the local zones, which are more specific.</summary>
    private static void Root(ConfText server, UnboundConfig config)
    {
        if (config.Mode == DnsMode.Recursive)
        {
            server
                .LineIf(config.RootServers.IsEmpty, $"root-hints: \"{UnboundDefaults.RootHints}\"")
                .Lines(UnboundDefaults.NeverAtTheRoot.Except(config.ForwardZones.Select(static zone => zone.Domain)).Where(zone => zone != config.Domain).Select(static zone => $"local-zone: \"{zone}.\" static"));
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
            : Forward(text, ".", config.Forwarders, config.Mode == DnsMode.Tls);
    }

    private static ConfText Forward(ConfText text, string name, ImmutableArray<string> targets, bool tls) => text.Block("forward-zone:", forward => forward
        .Line($"name: \"{name}\"")
        .Line("forward-first: no")
        .LineIf(tls, "forward-tls-upstream: yes")
        .Lines(targets.Select(static address => $"forward-addr: {address}")));

    private static string OneRecord(string anchor) => anchor.AsSpan().IndexOfAny("\"\r\n") < 0
        ? anchor.Trim()
        : throw new FormatException(
            $"rendering the resolver's trust anchor: \"{anchor}\" is not one record; give one DS or DNSKEY record a string, without quotes");
}
