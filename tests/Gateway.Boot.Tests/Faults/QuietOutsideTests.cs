using Gateway.Lab;
using Gateway.Lab.Frames;

namespace Gateway.Boot.Tests.Faults;

/// <summary>Acceptance check 25, over the whole life of the shared gateway: its boot, every look at it, and every fault.</summary>
[Collection(BootOrder.Quiet)]
public sealed class QuietOutsideTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    [Fact]
    public async Task The_outside_heard_the_containers_own_address_alone_and_nothing_that_must_not_pass()
    {
        var wanted = LabArtifacts.Soak ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(2);
        var outside = Shared.Laboratory.Outside;
        if (Shared.Leaks.Since + wanted - outside.Now is { Ticks: > 0 } left)
        {
            // The time itself is the subject here, not a wait for something else.
            await Task.Delay(left, Cancellation);
        }

        Shared.Leaks.RequireNone();
        Assert.Equal([Shared.Identity.OutsideMac], Shared.Leaks.OutsideSources.Select(PacketText.Of));
        TestContext.Current.TestOutputHelper!.WriteLine($"watched for {(outside.Now - Shared.Leaks.Since).TotalSeconds:0} s");
    }
}
