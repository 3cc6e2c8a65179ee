using Gateway.Planning.Desired;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Services.Registry;

public sealed class RegistryPlannerTests
{
    [Fact]
    public void Renders_the_expected_file() => ExpectedText.Matches(
        "Services/Registry/Expected/default.yml",
        Planned.File("registry", "/etc/gateway/registry/private.yml", StackSamples.Default));

    [Fact]
    public void It_answers_on_loopback_and_nobody_else_may_reach_it()
    {
        var service = Planned.Service("registry", StackSamples.Default);

        Assert.Equal("gateway-registry@private.service", Planned.OnlyUnit(service).Name);
        Assert.Empty(service.Openings);
        Assert.Equal([new Probe.HttpOk("http://127.0.0.1:5001/v2/")], service.Probes.AsEnumerable());
        Assert.False(service.NeedsInternet);
    }

    [Fact]
    public void It_is_off_when_switched_off_or_when_the_inside_is_not_served()
    {
        Planned.IsOff("registry", StackSamples.EverythingOff);
        Planned.IsOff("registry", StackSamples.NotServed);
    }
}
