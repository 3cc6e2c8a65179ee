using Gateway.Lab;
using Gateway.Lab.Devices;
using Gateway.Lab.Faults;
using Gateway.Planning.Status;

namespace Gateway.Boot.Tests;

/// <summary>A gateway that was booted while a stranger scanned it and a computer inside talked, both from power-on until it was ready.</summary>
/// <param name="Leaks">What passed in that time.</param>
/// <param name="Scanned">How many frames the stranger sent.</param>
/// <param name="Talked">How many the computer inside sent.</param>
public sealed record ScannedBoot(GatewayMachine Machine, StatusDocument Status, LeakWatch Leaks, long Scanned, long Talked)
{
    public static async Task<ScannedBoot> RunAsync(GatewayLab laboratory, GatewaySetup setup, CancellationToken cancellation, int? rate = null, int seed = 1)
    {
        using var leaks = laboratory.WatchForLeaks();
        await using var scan = rate is { } chosen ? laboratory.ScanOutside(chosen, seed) : laboratory.ScanOutside(seed: seed);
        await using var talk = laboratory.TalkInside();
        var machine = await laboratory.BootAsync(setup, cancellation);
        try
        {
            var status = await machine.WaitForReadyAsync(LabFixture.BootLimit, cancellation);
            return new ScannedBoot(machine, status, leaks, scan.Sent, talk.Sent);
        }
        catch
        {
            await laboratory.KeepLogsAsync($"{setup.Name}-under-a-scan", CancellationToken.None);
            await machine.DisposeAsync();
            throw;
        }
    }

    public void RequireNoLeaks()
    {
        Leaks.RequireNone();
        Assert.True(Scanned > 1000, $"the stranger sent {Scanned} frames only");
        Assert.True(Talked > 100, $"the computer inside sent {Talked} frames only");
    }
}
