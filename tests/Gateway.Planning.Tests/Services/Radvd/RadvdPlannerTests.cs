using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Services.Radvd;

public sealed class RadvdPlannerTests
{
    private const string Path = "/etc/radvd.conf";

    [Theory]
    [InlineData("default")]
    [InlineData("changed")]
    [InlineData("segments")]
    [InlineData("routed")]
    public void Renders_the_expected_file(string sample) =>
        ExpectedText.Matches($"Services/Radvd/Expected/{sample}.conf", Planned.File("radvd", Path, StackSamples.All[sample]));

    [Fact]
    public void No_resolver_is_advertised_when_the_own_one_is_off() => Assert.DoesNotContain(
        "RDNSS",
        Planned.File("radvd", Path, StackSamples.Default with { Dns = new DnsConfig { Enabled = false } }));

    [Fact]
    public void A_change_is_reloaded_and_the_daemon_must_be_listening()
    {
        var service = Planned.Service("radvd", StackSamples.Default);

        Assert.Equal([Path], Planned.OnlyUnit(service).ReloadOn);
        Assert.Equal([new Probe.RouterAdvertiser("br-inside")], service.Probes.AsEnumerable());
    }

    [Fact]
    public void It_is_off_without_ipv6_inside_or_when_the_inside_is_not_served()
    {
        Planned.IsOff("radvd", StackSamples.Ipv4Only);
        Planned.IsOff("radvd", StackSamples.NotServed);
    }
}
