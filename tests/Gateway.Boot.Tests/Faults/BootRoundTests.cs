using Gateway.Lab;
using Gateway.Lab.Devices;
using Gateway.Lab.Faults;
using Gateway.Lab.Guests;

namespace Gateway.Boot.Tests.Faults;

/// <summary>Check 4 in all its rounds, and what else needs boot after boot.</summary>
[Collection(BootOrder.Rounds)]
public sealed class BootRoundTests(LabFixture fixture) : BootTest(fixture)
{
    private const string Reason = "boots of its own; GATEWAY_SOAK=1 runs it";

    /// <summary>A rate at which most ports of the outside address are met in each boot.</summary>
    private const int Rate = 1000;

    [Fact]
    public async Task Twenty_boots_of_one_device_let_nothing_through_and_survive_power_cuts_between_them()
    {
        Assert.SkipUnless(LabArtifacts.Soak, Reason);
        await Fixture.EndSharedAsync();
        var laboratory = await Fixture.LabAsync();
        var device = await laboratory.NewDeviceAsync("rounds", "8G", laboratory.Toml.ToText(), Cancellation);
        for (var round = 1; round <= 20; round++)
        {
            await CutDuringBootAsync(laboratory, device, round);
            var boot = await ScannedBoot.RunAsync(laboratory, device, Cancellation, Rate, seed: round);
            await using var machine = boot.Machine;
            boot.RequireNoLeaks();
            Assert.Equal(1, boot.Status.Generation);
            TestContext.Current.TestOutputHelper!.WriteLine($"round {round}: ready after {boot.Status.Uptime:0.0} s, {boot.Scanned} frames of the stranger");
            await machine.CutPowerAsync();
        }
    }

    [Theory]
    [InlineData(1970)]
    [InlineData(2100)]
    public async Task With_a_wrong_clock_the_time_server_is_found_by_its_signed_name_and_then_all_others_are(int year)
    {
        Assert.SkipUnless(LabArtifacts.Soak, Reason);
        await Fixture.EndSharedAsync();
        var laboratory = await Fixture.LabAsync();
        var device = await laboratory.NewDeviceAsync($"clock-{year}", "8G", (laboratory.Toml with { TimeServer = LabMachine.TimeServer }).ToText(), Cancellation);
        device = device with { Clock = new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc) };

        await using var machine = await laboratory.BootAsync(device, Cancellation);
        await machine.WaitForReadyAsync(LabFixture.BootLimit, Cancellation);
        var client = await laboratory.Lab.ClientAsync($"clock{year}", Cancellation);
        await client.DhcpAsync(Cancellation);
        var host = await GatewayHost.ConnectAsync(client, laboratory.SshKey, Cancellation);
        (await host.RunAsync("chronyc -n waitsync 60 1", Cancellation, LabFixture.BootLimit)).Require();
        var page = await client.FetchAsync("http://www.example.lab/", Cancellation, "--retry", "30", "--retry-all-errors", "--retry-delay", "5");

        Assert.Contains("The Internet works", page.Require().Output, StringComparison.Ordinal);
    }

    private static async Task CutDuringBootAsync(GatewayLab laboratory, GatewaySetup device, int seed)
    {
        await using var machine = await laboratory.BootAsync(device, Cancellation);
        await machine.CutPowerAfterAsync(SeededMoment.Between(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(100), seed), Cancellation);
    }
}
