using Gateway.Lab;
using Gateway.Lab.Devices;
using Gateway.Lab.Frames;
using Gateway.Lab.Guests;

namespace Gateway.Bench;

/// <summary>Boots a device in the laboratory, with one computer inside that asks for an address from power-on, and loads it.</summary>
public sealed class BootBench(GatewayLab laboratory)
{
    /// <summary>After which a boot is given up; not a measurement.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    public async Task<BootSample> BootAsync(BenchDevice device, CancellationToken cancellation)
    {
        var client = await laboratory.Lab.ClientAsync("lan1", cancellation).ConfigureAwait(false);
        var machine = await laboratory.BootAsync(device.Setup with { Deadline = Limit * 2 }, cancellation).ConfigureAwait(false);
        await using (machine.ConfigureAwait(false))
        {
            var lease = await FirstLeaseAsync(client, cancellation).ConfigureAwait(false);
            var mark = await machine.Serial.WaitForAsync(
                static line => BootSample.ParseReady(line) is null ? null : line, $"the ready mark of the {device.Name}", Limit, cancellation).ConfigureAwait(false);
            var host = await GatewayHost.ConnectAsync(client, laboratory.SshKey, cancellation, device.Shell).ConfigureAwait(false);
            var memory = (await host.RunAsync("free -m", cancellation).ConfigureAwait(false)).Require();
            var units = await UnitReport.ReadAsync(host, device, cancellation).ConfigureAwait(false);
            var settled = await Settling.WaitAsync(host, cancellation).ConfigureAwait(false);
            var load = await new LoadBench(laboratory.Lab).MeasureAsync(client, cancellation).ConfigureAwait(false);
            await PowerOffAsync(machine, host, cancellation).ConfigureAwait(false);
            return new BootSample(BootSample.ParseReady(mark)!.Value, lease.TotalSeconds, settled, BootSample.ParseMemory(memory.Output), load, units)
            {
                Release = machine.Status?.Release,
            };
        }
    }

    /// <summary>The time from power-on to the first answer on the wire; then the computer is set up by another.</summary>
    private async Task<TimeSpan> FirstLeaseAsync(LabClient client, CancellationToken cancellation)
    {
        var poweredOn = laboratory.Inside.Now;

        // The former device had the same address and another card.
        await client.RunAsync("ip neighbour flush all", cancellation).ConfigureAwait(false);
        var asking = client.RunAsync(
            ["busybox", "udhcpc", "-i", "lan", "-f", "-q", "-n", "-t", $"{Limit.TotalSeconds:0}", "-T", "1", "-s", "/usr/bin/true"], cancellation, Limit);
        var answer = await laboratory.Inside.WaitForAsync(
            static frame => frame is { Port: "gateway", Packet.Dhcp.Type: DhcpMessageType.Acknowledge }, poweredOn, Limit, cancellation).ConfigureAwait(false);
        (await asking.ConfigureAwait(false)).Require();
        await client.DhcpAsync(cancellation).ConfigureAwait(false);
        return answer.Time - poweredOn;
    }

    /// <summary>As an operator does it, so that the next boot finds a clean disk.</summary>
    private static async Task PowerOffAsync(GatewayMachine machine, GatewayHost host, CancellationToken cancellation)
    {
        var off = machine.Serial.WaitForAsync(static _ => (string?)null, "the power to go off", Limit, cancellation, machine.Serial.Lines.Count);
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
