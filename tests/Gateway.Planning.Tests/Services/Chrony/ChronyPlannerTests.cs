using Gateway.Planning.Desired;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Services.Chrony;

public sealed class ChronyPlannerTests
{
    private const string Path = "/etc/chrony/chrony.conf";

    [Theory]
    [InlineData("default")]
    [InlineData("changed")]
    [InlineData("ipv4-only")]
    [InlineData("segments")]
    public void Renders_the_expected_file(string sample) =>
        ExpectedText.Matches($"Services/Chrony/Expected/{sample}.conf", Planned.File("chrony", Path, StackSamples.All[sample]));

    [Fact]
    public void A_change_restarts_the_server_which_cannot_reload()
    {
        var service = Planned.Service("chrony", StackSamples.Default);

        Assert.Equal([Path], Planned.OnlyUnit(service).RestartOn);
        Assert.Equal(["inside udp/123 time"], Planned.Openings(service));
        Assert.Equal([new Probe.NtpReply("192.168.4.1")], service.Probes.AsEnumerable());
    }

    [Fact]
    public void It_is_off_when_switched_off_or_when_the_inside_is_not_served()
    {
        Planned.IsOff("chrony", StackSamples.EverythingOff);
        Planned.IsOff("chrony", StackSamples.NotServed);
    }
}
