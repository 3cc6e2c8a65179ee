using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Services.Unbound;

public sealed class UnboundPlannerTests
{
    private const string DaemonPath = "/etc/unbound/unbound.conf";
    private const string ResolutionPath = "/etc/unbound/gateway.d/resolution.conf";

    [Theory]
    [InlineData("default")]
    [InlineData("changed")]
    [InlineData("tls-resolvers")]
    [InlineData("split-dns")]
    public void Renders_the_expected_daemon_file(string sample) =>
        ExpectedText.Matches($"Services/Unbound/Expected/{sample}.daemon.conf", Planned.File("unbound", DaemonPath, StackSamples.All[sample]));

    [Theory]
    [InlineData("default")]
    [InlineData("changed")]
    [InlineData("ipv4-only")]
    [InlineData("laboratory")]
    [InlineData("providers-resolvers")]
    [InlineData("named-resolvers")]
    [InlineData("tls-resolvers")]
    [InlineData("split-dns")]
    [InlineData("records")]
    [InlineData("segments")]
    [InlineData("routed")]
    public void Renders_the_expected_resolution_file(string sample) =>
        ExpectedText.Matches($"Services/Unbound/Expected/{sample}.resolution.conf", Resolution(StackSamples.All[sample]));

    [Fact]
    public void Without_dnssec_nothing_validates()
    {
        var text = Resolution(StackSamples.Default with { Dns = new DnsConfig { Dnssec = false } });

        Assert.Contains("module-config: \"iterator\"", text);
        Assert.DoesNotContain("trust-anchor", text);
    }

    [Fact]
    public void Names_of_time_servers_are_taken_without_signatures()
    {
        var text = Resolution(StackSamples.Default with { Time = new StackTime { ServerNames = ["ntp.example.org"] } });

        Assert.Contains("    domain-insecure: \"ntp.example.org.\"\n", text);
    }

    [Fact]
    public void The_operators_anchors_take_the_place_of_the_ianas()
    {
        var text = Resolution(StackSamples.Laboratory);

        Assert.Contains("trust-anchor: \". IN DS 20326", text);
        Assert.DoesNotContain("auto-trust-anchor-file", text);
    }

    [Fact]
    public void While_no_provider_has_named_a_resolver_outside_names_are_refused()
    {
        var service = Planned.Service("unbound", StackSamples.ProvidersResolvers, new StackObservation());

        var text = service.Files.Single(static file => file.Path == ResolutionPath).Content;
        Assert.Contains("local-zone: \".\" refuse", text);
        Assert.DoesNotContain("forward-zone", text);
    }

    [Fact]
    public void A_provider_that_names_the_gateways_own_address_is_not_believed()
    {
        var service = Planned.Service("unbound", StackSamples.ProvidersResolvers, new StackObservation { ProviderResolvers = ["192.168.4.1", "5.1.0.53"] });

        var text = service.Files.Single(static file => file.Path == ResolutionPath).Content;
        Assert.Contains("forward-addr: 5.1.0.53\n", text);
        Assert.DoesNotContain("forward-addr: 192.168.4.1\n", text);
    }

    [Fact]
    public void Names_of_services_that_are_off_do_not_exist()
    {
        var text = Resolution(StackSamples.Default with { Proxy = new StackProxy { Enabled = false }, Registry = new RegistryConfig { Enabled = false } });

        Assert.DoesNotContain("proxy.home.arpa", text);
        Assert.DoesNotContain("registry.home.arpa", text);
        Assert.Contains("mirror.home.arpa", text);
    }

    [Fact]
    public void A_trust_anchor_cannot_smuggle_in_another_directive()
    {
        var document = StackSamples.Default with { Dns = new DnsConfig { TrustAnchor = [". DS 1 8 2 AA\"\nforward-zone:"] } };

        Assert.Contains("one record", Assert.Throws<FormatException>(() => StackPlanner.Plan(document, StackSamples.Observed)).Message);
    }

    [Fact]
    public void Resolution_is_reloaded_so_that_the_cache_lives_and_sockets_ask_for_a_restart()
    {
        var service = Planned.Service("unbound", StackSamples.Default);

        Assert.Equal([ResolutionPath], service.Units[0].ReloadOn);
        Assert.Equal([DaemonPath], service.Units[0].RestartOn);
        Assert.Equal(["inside udp/53 dns", "inside tcp/53 dns"], Planned.Openings(service));
        Assert.Equal([new Probe.DnsAnswer("192.168.4.1", "gateway.home.arpa")], service.Probes.AsEnumerable());
    }

    [Fact]
    public void Authorities_are_read_at_a_start_so_that_others_ask_for_one()
    {
        Assert.Equal([DaemonPath, "/etc/gateway/trust.pem"], Planned.Service("unbound", StackSamples.TlsResolvers).Units[0].RestartOn);
        Assert.DoesNotContain("tls-", Planned.File("unbound", DaemonPath, StackSamples.NamedResolvers with { Trust = StackSamples.TlsResolvers.Trust }));
    }

    [Fact]
    public void Without_rebind_protection_every_name_may_have_private_addresses_but_the_loopbacks()
    {
        var text = Resolution(StackSamples.Default with { Dns = new DnsConfig { RebindProtection = false } });

        Assert.Equal(
            ["private-address: 127.0.0.0/8", "private-address: 0.0.0.0/8", "private-address: ::1/128", "private-address: ::/128", "private-address: ::ffff:127.0.0.0/104"],
            text.Split('\n').Select(static line => line.Trim()).Where(static line => line.StartsWith("private-")));
    }

    [Theory]
    [InlineData("absent", "absent.home.arpa")]
    [InlineData("page.example.com", "page.example.com")]
    public void An_alias_of_a_name_that_the_domain_does_not_have_is_asked_for_nowhere(string alias, string zone)
    {
        var document = WithRecord(DnsRecordType.Cname, "nobody");
        document = document with { Dns = document.Dns with { LeaseNames = false, Records = [document.Dns.Records[0] with { Name = alias }] } };

        var text = Resolution(document);

        Assert.Contains($"local-zone: \"{zone}.\" static\n", text);
        Assert.DoesNotContain("redirect", text);
        Assert.Contains("redirect", Resolution(document with { Dns = document.Dns with { LeaseNames = true } }));
    }

    [Fact]
    public void A_long_text_is_cut_into_strings_of_255_bytes()
    {
        var text = Resolution(WithRecord(DnsRecordType.Txt, new string('a', 300)));

        Assert.Contains($"TXT \"{new string('a', 255)}\" \"{new string('a', 45)}\"'\n", text);
    }

    [Theory]
    [InlineData(DnsRecordType.A, "192.168.4.20\"\nforward-zone:")]
    [InlineData(DnsRecordType.Cname, "a.example\" b")]
    [InlineData(DnsRecordType.Mx, "10 a\nb")]
    [InlineData(DnsRecordType.Srv, "0 0 631 a'b")]
    public void A_record_cannot_smuggle_in_another_directive(DnsRecordType type, string value) =>
        Assert.ThrowsAny<Exception>(() => Resolution(WithRecord(type, value)));

    private static StackDocument WithRecord(DnsRecordType type, string value) => StackSamples.Default with
    {
        Dns = new DnsConfig { Records = [new DnsRecordConfig { Name = "x", Type = type, Value = value }] },
    };

    [Fact]
    public void It_is_off_when_switched_off_or_when_the_inside_is_not_served()
    {
        Planned.IsOff("unbound", StackSamples.EverythingOff);
        Planned.IsOff("unbound", StackSamples.NotServed);
    }

    private static string Resolution(StackDocument document) => Planned.File("unbound", ResolutionPath, document);
}
