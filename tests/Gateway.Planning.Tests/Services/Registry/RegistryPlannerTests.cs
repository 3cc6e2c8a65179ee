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
    public void It_answers_on_a_socket_and_opens_no_port()
    {
        var service = Planned.Service("registry", StackSamples.Default);

        Assert.Equal(["gateway-registry@private.service", "gateway-collect-registry.timer"], service.Units.Select(static unit => unit.Name));
        Assert.Empty(service.Openings);
        Assert.Equal([new Probe.SocketOk(["/var/lib/haproxy/registry/private.sock"], "/v2/")], service.Probes.AsEnumerable());
        Assert.False(service.NeedsInternet);
    }

    [Fact]
    public void It_is_off_when_switched_off_or_when_the_inside_is_not_served()
    {
        Planned.IsOff("registry", StackSamples.EverythingOff);
        Planned.IsOff("registry", StackSamples.NotServed);
    }
}
