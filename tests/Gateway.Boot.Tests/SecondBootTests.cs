using Gateway.Lab.Devices;

namespace Gateway.Boot.Tests;

/// <summary>Acceptance check 2, check 4 with a stranger who knows every address from before, and that a second boot changes nothing, in one boot: the same disk with its cards in each other's slots.</summary>
[Collection(BootOrder.SecondBoot)]
public sealed class SecondBootTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    [Fact]
    public async Task After_a_power_cut_and_with_swapped_slots_everything_is_as_before()
    {
        var laboratory = Shared.Laboratory;
        var identity = Shared.Identity;
        var table = await Health.PartitionTableAsync(Shared.Host, Cancellation);
        await Fixture.EndSharedAsync();

        var swapped = Shared.Setup with
        {
            Cards = [laboratory.InsideCard with { Slot = 1 }, laboratory.OutsideCard with { Slot = 2 }],
        };
        var boot = await ScannedBoot.RunAsync(laboratory, swapped, Cancellation);
        await using var machine = boot.Machine;
        var status = boot.Status;
        await Shared.Client.DhcpAsync(Cancellation);
        var host = await GatewayHost.ConnectAsync(Shared.Client, laboratory.SshKey, Cancellation);

        Assert.All(status.Roles, static role => Assert.Equal("bound", role.State));
        Assert.Equal(
            [Gateway.Lab.GatewayLab.InsideMac, Gateway.Lab.GatewayLab.OutsideMac],
            status.Roles.OrderBy(static role => role.Role, StringComparer.Ordinal).Select(static role => role.Card));
        Assert.Equal(identity, await Health.IdentityAsync(host, Cancellation));
        Assert.Equal(table, await Health.PartitionTableAsync(host, Cancellation));
        Assert.Equal(Shared.Machine.Status!.Generation, status.Generation);
        var page = await Shared.Client.FetchAsync("http://www.example.lab/", Cancellation);
        Assert.Contains("The Internet works", page.Require().Output, StringComparison.Ordinal);
        await Health.AssertCleanAsync(host, Cancellation);
        await Health.AssertNothingToDoAsync(host, Cancellation);
        await AssertDaemonsDidNotWaitForTheAgentAsync(host);
        boot.RequireNoLeaks();
    }

    /// <summary>The configuration is the one of the boot before, so the agent found everything running but what must wait for it.</summary>
    private static async Task AssertDaemonsDidNotWaitForTheAgentAsync(GatewayHost host)
    {
        var said = (await host.RunInContainerAsync("journalctl -b --no-pager -q -o cat -u gateway-agent-stack.service", Cancellation)).Require().Output;
        Assert.Contains("start gateway-forwarding.service", said, StringComparison.Ordinal);
        Assert.DoesNotContain("start kea-dhcp4-server.service", said, StringComparison.Ordinal);
        Assert.DoesNotContain("load systemd-networkd.service", said, StringComparison.Ordinal);
    }
}
