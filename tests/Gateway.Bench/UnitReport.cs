using Gateway.Lab.Devices;
using Gateway.Lab.Guests;

namespace Gateway.Bench;

/// <summary>What systemd says about a boot: the whole, the slowest units, and the chains that it waited for.</summary>
public static class UnitReport
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    public static async Task<string> ReadAsync(GatewayHost host, BenchDevice device, CancellationToken cancellation)
    {
        var outer = await host.RunAsync(Command(device.ReadyUnit), cancellation, Limit).ConfigureAwait(false);
        if (!device.HasContainer)
        {
            return Text(outer);
        }

        var inner = await host.RunInContainerAsync(Command("gateway-agent-stack.service"), cancellation, Limit).ConfigureAwait(false);
        return $"Host:\n{Text(outer)}\nContainer:\n{Text(inner)}";
    }

    /// <summary>systemd-analyze knows the whole only when no job is left.</summary>
    private static string Command(string unit) =>
        "timeout 120 systemctl is-system-running --wait; systemd-analyze time; systemd-analyze blame --no-pager | head -n 25; "
        + $"systemd-analyze critical-chain --no-pager; systemd-analyze critical-chain --no-pager {unit}";

    private static string Text(CommandResult result) => result.Output + result.Errors + (result.TimedOut ? "(not ended in time)\n" : "");
}
