using Gateway.Planning.Desired;
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

        Assert.Equal([Path], Planned.OnlyUnit(service).ReloadOn);
        Assert.Equal(["inside tcp/80 proxy.wpad"], Planned.Openings(service));
        Assert.Equal([new Probe.TcpConnect("192.168.4.1", 80)], service.Probes.AsEnumerable());
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

    private static string Names(Planning.Stack.StackDocument document) => Planned.File("unbound", "/etc/unbound/gateway.d/resolution.conf", document);
}
