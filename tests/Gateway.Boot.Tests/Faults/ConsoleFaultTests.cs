using Gateway.Planning.Status;

namespace Gateway.Boot.Tests.Faults;

/// <summary>A screen that somebody stopped.</summary>
[Collection(BootOrder.Faults)]
public sealed class ConsoleFaultTests(LabFixture fixture) : RunningGatewayTest(fixture)
{
    private const string ScrollLock = "scroll_lock";
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_stopped_screen_stops_neither_the_serial_lines_nor_the_agent()
    {
        var machine = Shared.Machine;
        await machine.Machine.PressAsync(ScrollLock, Cancellation);
        try
        {
            // The screen takes nothing now: a writer waits for ever.
            (await Shared.Host.RunAsync("! timeout 5 sh -c 'printf . > /dev/tty1'", Cancellation)).Require();
            var from = machine.Serial.Lines.Count;
            await machine.PullCableAsync("outside", Cancellation);
            await machine.WaitForStatusAsync(static status => Carrier(status) == false, "the cable to be missed", Limit, Cancellation, from);
            await machine.PlugCableAsync("outside", Cancellation);
            await machine.WaitForStatusAsync(static status => status.Ready && Carrier(status) == true, "the cable to be back", Limit, Cancellation, from);
            (await Shared.Host.RunAsync("gateway status", Cancellation)).Require();
        }
        finally
        {
            await machine.Machine.PressAsync(ScrollLock, Cancellation);
        }

        (await Shared.Host.RunAsync("timeout 20 sh -c 'printf \" \" > /dev/tty1'", Cancellation)).Require();
    }

    private static bool? Carrier(StatusDocument status) => status.Roles.Single(static role => role.Role == "outside").Carrier;
}
