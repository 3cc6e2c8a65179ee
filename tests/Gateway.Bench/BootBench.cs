using Gateway.Lab;
using Gateway.Lab.Devices;
using Gateway.Lab.Frames;
using Gateway.Lab.Guests;

namespace Gateway.Bench;

/// <summary>Boots a fresh device twice in the laboratory, with one computer inside that asks for an address from power-on.</summary>
public sealed class BootBench(GatewayLab laboratory)
{
    /// <summary>After which a boot is given up; not a measurement.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Between two questions of a computer that has no address.</summary>
    public const int AskedEverySeconds = 3;

    public async Task<(BootSample First, BootSample Second)> RunAsync(Action<string> progress, CancellationToken cancellation)
    {
        var device = await laboratory.NewDeviceAsync("bench", "8G", laboratory.Toml.ToText(), cancellation).ConfigureAwait(false);
        device = device with { Deadline = Limit * 2 };
        progress("first boot …");
        var first = await BootAsync(device, cancellation).ConfigureAwait(false);
        progress($"first boot: ready after {first.Ready:0.0} s; second boot …");
        var second = await BootAsync(device, cancellation).ConfigureAwait(false);
        progress($"second boot: ready after {second.Ready:0.0} s");
        return (first, second);
    }

    private async Task<BootSample> BootAsync(GatewaySetup device, CancellationToken cancellation)
    {
        var client = await laboratory.Lab.ClientAsync("lan1", cancellation).ConfigureAwait(false);
        var gateway = await laboratory.BootAsync(device, cancellation).ConfigureAwait(false);
        await using (gateway.ConfigureAwait(false))
        {
            var poweredOn = laboratory.Inside.Now;
            var asking = client.TryDhcpAsync(Limit, cancellation);
            var answer = await laboratory.Inside.WaitForAsync(
                static frame => frame is { Port: "gateway", Packet.Dhcp.Type: DhcpMessageType.Acknowledge }, poweredOn, Limit, cancellation).ConfigureAwait(false);
            await asking.ConfigureAwait(false);
            var status = await gateway.WaitForReadyAsync(Limit, cancellation).ConfigureAwait(false);
            var ready = gateway.Serial.Lines.Select(BootSample.ParseReady).First(static seconds => seconds is not null)!.Value;
            var host = await GatewayHost.ConnectAsync(client, laboratory.SshKey, cancellation).ConfigureAwait(false);
            var memory = await host.RunAsync("free -m", cancellation).ConfigureAwait(false);
            var units = await UnitsAsync(host, cancellation).ConfigureAwait(false);
            await PowerOffAsync(gateway, host, cancellation).ConfigureAwait(false);
            return new BootSample(
                status.Release, ready, (answer.Time - poweredOn).TotalSeconds, BootSample.ParseMemory(memory.Require().Output), units);
        }
    }

    private static async Task<string> UnitsAsync(GatewayHost host, CancellationToken cancellation)
    {
        // systemd-analyze knows the whole only when no job is left.
        const string command = "timeout 120 systemctl is-system-running --wait; systemd-analyze; systemd-analyze blame --no-pager | head -n 15";
        var limit = TimeSpan.FromMinutes(4);
        var outer = await host.RunAsync(command, cancellation, limit).ConfigureAwait(false);
        var inner = await host.RunInContainerAsync(command, cancellation, limit).ConfigureAwait(false);
        return $"Host:\n{Text(outer)}\nContainer:\n{Text(inner)}";
    }

    private static string Text(CommandResult result) => result.Output + result.Errors + (result.TimedOut ? "(not ended in time)\n" : "");

    /// <summary>As an operator does it, so that the second boot finds a clean disk.</summary>
    private static async Task PowerOffAsync(GatewayMachine gateway, GatewayHost host, CancellationToken cancellation)
    {
        var off = gateway.Serial.WaitForAsync(static _ => (string?)null, "the power to go off", Limit, cancellation, gateway.Serial.Lines.Count);
        (await host.RunAsync("systemctl poweroff --no-block", cancellation).ConfigureAwait(false)).Require();
        try
        {
            await off.ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            // The serial line ends with the machine: that is what was waited for.
        }
    }
}
