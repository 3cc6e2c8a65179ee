using Gateway.Planning.Desired;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Services.Squid;

public sealed class SquidPlannerTests
{
    private const string Path = "/etc/squid/squid.conf";

    [Theory]
    [InlineData("default")]
    [InlineData("changed")]
    [InlineData("ipv4-only")]
    public void Renders_the_expected_file(string sample) =>
        ExpectedText.Matches($"Services/Squid/Expected/{sample}.conf", Planned.File("squid", Path, StackSamples.All[sample]));

    [Fact]
    public void Every_denial_stands_before_the_only_permission()
    {
        var rules = Planned.File("squid", Path, StackSamples.Default).Split('\n').Where(static line => line.StartsWith("http_access ")).ToList();

        Assert.Equal("http_access deny all", rules[^1]);
        Assert.Equal(rules.Count - 2, rules.IndexOf("http_access allow inside"));
        Assert.Single(rules, static rule => rule.Contains(" allow "));
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
    public void A_change_is_reloaded_and_only_the_inside_may_connect()
    {
        var service = Planned.Service("squid", StackSamples.Default);

        Assert.Equal([Path], Planned.OnlyUnit(service).ReloadOn);
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
