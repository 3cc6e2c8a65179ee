using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Services.TimeZone;

public sealed class TimeZonePlannerTests
{
    private const string Path = "/etc/gateway/time-zone.env";

    [Fact]
    public void The_zone_is_handed_to_the_unit_that_links_localtime() =>
        Assert.EndsWith("\nTIME_ZONE=Europe/Amsterdam\n", Planned.File("time-zone", Path, StackSamples.Changed));

    [Fact]
    public void Another_zone_runs_the_unit_again() =>
        Assert.Equal([Path], Planned.OnlyUnit(Planned.Service("time-zone", StackSamples.Default)).RestartOn);
}
