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
        try
        {
            await machine.RunAsync(cancellation).ConfigureAwait(false);
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync().ConfigureAwait(false);
            throw;
        }
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

    /// <summary>Pulls the cable out of a card, such as <c>outside</c>: the guest sees its carrier go.</summary>
    public Task PullCableAsync(string card, CancellationToken cancellation) => Machine.SetLinkAsync(card, up: false, cancellation);

    public Task PlugCableAsync(string card, CancellationToken cancellation) => Machine.SetLinkAsync(card, up: true, cancellation);

    /// <summary>Takes a card out of its slot while the machine runs, and waits until the guest let go of it.</summary>
    public Task RemoveCardAsync(string card, CancellationToken cancellation) => Machine.RemoveCardAsync(card, cancellation);

    /// <summary>Puts a card into its slot while the machine runs.</summary>
    public Task ReturnCardAsync(NetworkCard card, CancellationToken cancellation) => Machine.AddCardAsync(card, cancellation);

    /// <summary>Cuts the power at once: what the guest has not written is lost. The device can be booted again.</summary>
    public async Task CutPowerAsync()
    {
        Machine.Kill("the power was cut");
        await Machine.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Cuts the power when a line on the serial console fits, such as one of systemd's.</summary>
    public async Task CutPowerWhenAsync(Func<string, bool> fits, TimeSpan deadline, CancellationToken cancellation)
    {
        await Serial.WaitForAsync(line => fits(line) ? line : null, "the moment of the power cut", deadline, cancellation).ConfigureAwait(false);
        await CutPowerAsync().ConfigureAwait(false);
    }

    /// <summary>Cuts the power after a time; with <see cref="Faults.SeededMoment"/> at a random one that can be repeated.</summary>
    public async Task CutPowerAfterAsync(TimeSpan time, CancellationToken cancellation)
    {
        // The time itself is the subject here, not a wait for something else.
        await Task.Delay(time, cancellation).ConfigureAwait(false);
        await CutPowerAsync().ConfigureAwait(false);
    }

    private static string Describe(StatusDocument? status) => status is null
        ? "No GATEWAY-STATUS line was written."
        : $"The last status was: {StatusJson.ToText(status)}";

    public ValueTask DisposeAsync() => Machine.DisposeAsync();
}
