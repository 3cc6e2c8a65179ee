using Gateway.Planning.Desired;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Services.Squid;

public sealed class SquidPlannerTests
{
    private const string Path = "/etc/squid/squid.conf";

    private const string CachePath = "/etc/squid/gateway.d/cache.conf";

    [Theory]
    [InlineData("default")]
    [InlineData("changed")]
    [InlineData("ipv4-only")]
    [InlineData("proxy-only")]
    [InlineData("proxy-told")]
    [InlineData("segments")]
    [InlineData("routed")]
    public void Renders_the_expected_file(string sample) =>
        ExpectedText.Matches($"Services/Squid/Expected/{sample}.conf", Planned.File("squid", Path, StackSamples.All[sample]));

    [Theory]
    [InlineData("default", "cache_dir aufs /var/spool/squid 96 16 16")]
    [InlineData("proxy-only", "cache_dir aufs /var/spool/squid 4096 16 16")]
    [InlineData("proxy-told", "# nothing is kept on disk")]
    public void The_cache_on_disk_is_bounded_or_off(string sample, string line) =>
        Assert.Equal(line, Planned.File("squid", CachePath, StackSamples.All[sample]).Split('\n')[1]);

    [Fact]
    public void Renders_the_expected_cache() =>
        ExpectedText.Matches("Services/Squid/Expected/default.cache.conf", Planned.File("squid", CachePath, StackSamples.Default));

    [Fact]
    public void Every_denial_stands_before_the_only_permission_of_the_inside()
    {
        var rules = Planned.File("squid", Path, StackSamples.Default).Split('\n').Where(static line => line.StartsWith("http_access ")).ToList();

        Assert.Equal(["http_access allow to_manager manager", "http_access deny to_manager"], rules[..2]);
        Assert.Equal("http_access deny all", rules[^1]);
        Assert.Equal(rules.Count - 2, rules.IndexOf("http_access allow inside"));
        Assert.Equal(2, rules.Count(static rule => rule.Contains(" allow ")));
    }

    [Fact]
    public void Requests_are_logged_when_asked_for_and_for_debugging()
    {
        Assert.Contains("access_log none\n", Planned.File("squid", Path, StackSamples.Default));
        Assert.Contains("access_log syslog:daemon.info\n", Planned.File("squid", Path, StackSamples.ProxyOnly));
        Assert.Contains("access_log syslog:daemon.info\n", Planned.File("squid", Path, StackSamples.Debugging));
    }

    [Theory]
    [InlineData("127.0.0.0/8")]
    [InlineData("169.254.0.0/16")]
    [InlineData("10.0.0.0/8")]
    [InlineData("192.168.4.0/24")]
    [InlineData("fd12:3456:789a::/64")]
    public void The_proxy_does_not_lead_to(string range)
    {
        var lines = Planned.File("squid", Path, StackSamples.Default).Split('\n');
        var acl = lines.Single(line => line.StartsWith("acl to_") && line.Split(' ').Contains(range)).Split(' ')[1];

        Assert.Contains($"http_access deny {acl}", lines);
    }

    [Fact]
    public void A_change_is_reloaded_but_for_the_cache_and_only_the_inside_may_connect()
    {
        var service = Planned.Service("squid", StackSamples.Default);

        Assert.Equal([Path], Planned.OnlyUnit(service).ReloadOn);
        Assert.Equal([CachePath], Planned.OnlyUnit(service).RestartOn);
        Assert.Equal(["inside tcp/3128 proxy"], Planned.Openings(service));
        Assert.Equal([new Probe.TcpConnect("192.168.4.1", 3128)], service.Probes.AsEnumerable());
    }

    [Fact]
    public void It_is_off_when_switched_off_or_when_the_inside_is_not_served()
    {
        Planned.IsOff("squid", StackSamples.EverythingOff);
        Planned.IsOff("squid", StackSamples.NotServed);
    }
}
