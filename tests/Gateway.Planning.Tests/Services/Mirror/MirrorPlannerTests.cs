using Gateway.Planning.Desired;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Services.Mirror;

public sealed class MirrorPlannerTests
{
    [Fact]
    public void Renders_the_expected_file() => ExpectedText.Matches(
        "Services/Mirror/Expected/default.yml",
        Planned.File("mirror", "/etc/gateway/registry/mirror.yml", StackSamples.Default));

    [Fact]
    public void It_answers_on_loopback_and_does_not_hold_up_readiness()
    {
        var service = Planned.Service("mirror", StackSamples.Default);

        Assert.Equal("gateway-registry@mirror.service", Planned.OnlyUnit(service).Name);
        Assert.Empty(service.Openings);
        Assert.Equal([new Probe.HttpOk("http://127.0.0.1:5002/v2/")], service.Probes.AsEnumerable());
        Assert.True(service.NeedsInternet);
    }

    [Fact]
    public void Further_authorities_may_vouch_for_the_upstream()
    {
        Assert.Equal("SSL_CERT_FILE=/etc/gateway/trust.pem\n", Planned.File("mirror", "/etc/gateway/registry/mirror.env", StackSamples.TlsResolvers));
        Assert.Equal(
            ["/etc/gateway/registry/mirror.yml", "/etc/gateway/trust.pem"],
            Planned.OnlyUnit(Planned.Service("mirror", StackSamples.TlsResolvers)).RestartOn);
    }

    [Fact]
    public void It_goes_on_without_an_outside_so_that_what_it_holds_can_be_pulled() =>
        Assert.True(Planned.Service("mirror", StackSamples.WithoutOutside).Enabled);

    [Fact]
    public void It_is_off_when_switched_off_or_when_the_inside_is_not_served()
    {
        Planned.IsOff("mirror", StackSamples.EverythingOff);
        Planned.IsOff("mirror", StackSamples.NotServed);
    }
}
