using Gateway.Lab.Machines;
using Gateway.Planning.Status;

namespace Gateway.Lab.Devices;

/// <summary>A machine that runs the shipped image, seen through its serial console.</summary>
public sealed class GatewayMachine : IAsyncDisposable
{
    private GatewayMachine(GatewaySetup setup, QemuMachine machine) =>
        (Setup, Machine, StatusPort) = (setup, machine, machine.FollowPort("gateway.status"));

    public GatewaySetup Setup { get; }
    public QemuMachine Machine { get; }

    /// <summary>The virtio-serial port with the machine lines alone.</summary>
    public LineLog StatusPort { get; }
    public LineLog Serial => Machine.Serial;

    /// <summary>The newest status, or null when none was written yet.</summary>
    public StatusDocument? Status => Serial.Lines.Reverse().Select(StatusLine.TryParse).FirstOrDefault(static status => status is not null);

    /// <summary>Switches a gateway on.</summary>
    public static async Task<GatewayMachine> StartAsync(GatewaySetup setup, string accelerator, string folder, CancellationToken cancellation)
    {
        UefiFirmware.PrepareVariables(setup.Disk);
        var machine = await QemuMachine.StartAsync(setup.ToMachine(UefiFirmware.Code), accelerator, folder, cancellation).ConfigureAwait(false);
        var gateway = new GatewayMachine(setup, machine);
        await machine.RunAsync(cancellation).ConfigureAwait(false);
        return gateway;
    }

    /// <summary>Waits for the line GATEWAY-READY and returns the status that goes with it.</summary>
    public async Task<StatusDocument> WaitForReadyAsync(TimeSpan deadline, CancellationToken cancellation)
    {
        try
        {
            await Serial.WaitForAsync(static line => StatusLine.IsReady(line) ? line : null, "GATEWAY-READY", deadline, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"{error.Message}\n{Describe(Status)}");
        }

        return await WaitForStatusAsync(static status => status.Ready, "a ready status", deadline, cancellation).ConfigureAwait(false);
    }

    /// <summary>Waits for a status that fits, of those written from line <paramref name="from"/> on or still to come.</summary>
    public async Task<StatusDocument> WaitForStatusAsync(
        Func<StatusDocument, bool> fits, string what, TimeSpan deadline, CancellationToken cancellation, int from = 0)
    {
        try
        {
            return await Serial.WaitForAsync(
                line => StatusLine.TryParse(line) is { } status && fits(status) ? status : null, what, deadline, cancellation, from).ConfigureAwait(false);
        }
        catch (TimeoutException error)
        {
            throw new TimeoutException($"{error.Message}\n{Describe(Status)}");
        }
    }

    /// <summary>Waits until the newest status fits; the one that is known counts.</summary>
    public async Task<StatusDocument> WaitUntilAsync(Func<StatusDocument, bool> fits, string what, TimeSpan deadline, CancellationToken cancellation)
    {
        var from = Serial.Lines.Count;
        return Status is { } now && fits(now) ? now : await WaitForStatusAsync(fits, what, deadline, cancellation, from).ConfigureAwait(false);
    }

    private static string Describe(StatusDocument? status) => status is null
        ? "No GATEWAY-STATUS line was written."
        : $"The last status was: {StatusJson.ToText(status)}";

    public ValueTask DisposeAsync() => Machine.DisposeAsync();
}
