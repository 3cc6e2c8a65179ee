using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Services.Haproxy;

public sealed class HaproxyPlannerTests
{
    private const string Path = "/etc/haproxy/haproxy.cfg";

    [Theory]
    [InlineData("proxy-only")]
    [InlineData("proxy-told")]
    public void Renders_the_expected_file(string sample) =>
        ExpectedText.Matches($"Services/Haproxy/Expected/{sample}.cfg", Planned.File("haproxy", Path, StackSamples.All[sample]));

    [Fact]
    public void A_change_is_reloaded_and_only_the_inside_may_connect()
    {
        var service = Planned.Service("haproxy", StackSamples.ProxyTold);

        Assert.Equal([Path], service.Units[0].ReloadOn);
        Assert.Equal(("gateway-haproxy-reload.path", UnitGoal.Stopped), (service.Units[1].Name, service.Units[1].Goal));
        Assert.Equal(["inside tcp/80 proxy.wpad"], Planned.Openings(service));
        Assert.Equal([new Probe.TcpConnect("192.168.4.1", 80)], service.Probes.AsEnumerable());
    }

    [Theory]
    [InlineData("default", "haproxy.cfg", "certified.cfg")]
    [InlineData("default", "secure.list", "certified.list")]
    [InlineData("default", "mirror.list", "certified.mirror.list")]
    [InlineData("mirrors", "haproxy.cfg", "mirrors.cfg")]
    [InlineData("mirrors", "secure.list", "mirrors.list")]
    [InlineData("mirrors", "mirror.list", "certified.mirror.list")]
    public void Renders_the_expected_file_once_there_are_certificates(string sample, string file, string expected) => ExpectedText.Matches(
        $"Services/Haproxy/Expected/{expected}",
        Certified(StackSamples.All[sample]).Files.Single(rendered => rendered.Path == $"/etc/haproxy/{file}").Content);

    [Fact]
    public void With_certificates_it_has_the_ports_of_what_is_served_and_waits_for_new_ones()
    {
        var service = Certified(StackSamples.Default);

        Assert.Equal(
            ["inside tcp/80 certificates", "inside tcp/443 certificates", "inside tcp/443 registry", "inside tcp/443 registry.docker-hub", "inside tcp/5000 registry.docker-hub"],
            Planned.Openings(service));
        Assert.Equal(
            [new Probe.TcpConnect("192.168.4.1", 80), new Probe.TcpConnect("192.168.4.1", 443), new Probe.TcpConnect("192.168.4.1", 5000)],
            service.Probes.AsEnumerable());
        Assert.Equal(["/etc/gateway/enrol.sh", Path, "/etc/haproxy/mirror.list", "/etc/haproxy/secure.list"], service.Units[0].ReloadOn.Order(StringComparer.Ordinal));
        Assert.Equal(("gateway-haproxy-reload.path", UnitGoal.Running), (service.Units[1].Name, service.Units[1].Goal));
    }

    [Theory]
    [InlineData("client.crl", "inside tcp/80 certificates")]
    [InlineData("client-ca.pem", "inside tcp/80 certificates")]
    [InlineData("ca.crt", "inside tcp/443 certificates, inside tcp/443 registry, inside tcp/443 registry.docker-hub, inside tcp/5000 registry.docker-hub")]
    [InlineData("push.map", "inside tcp/80 certificates, inside tcp/443 certificates, inside tcp/443 registry.docker-hub, inside tcp/5000 registry.docker-hub")]
    [InlineData("services/mirror.pem", "inside tcp/80 certificates, inside tcp/443 certificates, inside tcp/443 registry")]
    [InlineData("services/gateway.pem", "inside tcp/80 certificates, inside tcp/443 registry, inside tcp/443 registry.docker-hub, inside tcp/5000 registry.docker-hub")]
    public void What_has_no_certificate_yet_is_not_served_and_holds_nothing_else_up(string missing, string openings) => Assert.Equal(
        openings,
        string.Join(", ", Planned.Openings(Planned.Service(
            "haproxy", StackSamples.Default, StackSamples.Certified with { ServedCertificates = StackSamples.Certified.ServedCertificates.Remove(missing) }))));

    [Fact]
    public void What_is_switched_off_has_neither_certificate_nor_port()
    {
        var service = Certified(StackSamples.Default with { Registry = new RegistryConfig { Enabled = false, Mirror = false } });

        Assert.Equal(["inside tcp/80 certificates", "inside tcp/443 certificates"], Planned.Openings(service));
        Assert.DoesNotContain("registry", string.Concat(service.Files.Select(static file => file.Content.Replace(".well-known", "", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    [Fact]
    public void It_is_off_unless_the_proxy_is_told_to_browsers()
    {
        Planned.IsOff("haproxy", StackSamples.Default);
        Planned.IsOff("haproxy", StackSamples.ProxyTold with { Proxy = StackSamples.ProxyTold.Proxy with { Enabled = false } });
        Planned.IsOff("haproxy", StackSamples.ProxyTold with { Inside = StackSamples.ProxyTold.Inside with { Served = false } });
    }

    [Fact]
    public void Browsers_are_told_by_dhcp_and_by_name()
    {
        var dhcp = Planned.File("kea", "/etc/kea/kea-dhcp4.conf", StackSamples.ProxyTold);
        Assert.Contains("http://192.168.4.1/wpad.dat", dhcp);
        Assert.Contains("\"code\": 252", dhcp);
        Assert.Contains("wpad.home.arpa. 300 IN A 192.168.4.1", Names(StackSamples.ProxyTold));

        Assert.DoesNotContain("wpad", Planned.File("kea", "/etc/kea/kea-dhcp4.conf", StackSamples.Default));
        Assert.DoesNotContain("wpad", Names(StackSamples.Default));
    }

    private static ServicePlan Certified(StackDocument document) => Planned.Service("haproxy", document, StackSamples.Certified);

    private static string Names(Planning.Stack.StackDocument document) => Planned.File("unbound", "/etc/unbound/gateway.d/resolution.conf", document);
}
