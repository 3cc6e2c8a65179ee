using Gateway.Planning.Desired;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Services.Tor;

public sealed class TorPlannerTests
{
    [Fact]
    public void Renders_the_expected_file() =>
        ExpectedText.Matches("Services/Tor/Expected/torrc", Planned.File("tor", "/etc/gateway/torrc", StackSamples.Mirrors));

    [Fact]
    public void It_serves_the_container_alone()
    {
        var service = Planned.Service("tor", StackSamples.Mirrors);

        Assert.Empty(service.Openings);
        Assert.Equal([new Probe.TcpConnect("127.0.0.1", 9050)], service.Probes.AsEnumerable());
    }

    [Fact]
    public void It_is_off_while_nothing_leaves_by_it()
    {
        Planned.IsOff("tor", StackSamples.Default);
        Planned.IsOff("tor", StackSamples.EverythingOff);
        Planned.IsOff("tor", StackSamples.Mirrors with { Registry = StackSamples.Mirrors.Registry with { Mirror = false } });
    }
}
