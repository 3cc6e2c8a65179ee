using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Gateway.Lab.Machines;

/// <summary>A running QEMU: its serial lines, its QMP, its cards. It never outlives the object, its deadline or the test process.</summary>
public sealed class QemuMachine : IAsyncDisposable
{
    private readonly MachineConfig config;
    private readonly Process process;
    private readonly CancellationTokenSource deadline;
    private readonly CancellationTokenSource closing = new();
    private int disposed;
    private readonly List<Task> followers = [];
    private readonly Task<string> errors;
    private System.Net.Sockets.Socket? keyboard;

    private QemuMachine(MachineConfig config, string folder, Process process)
    {
        (this.config, Folder, this.process) = (config, folder, process);
        Serial = new LineLog($"the serial console of {config.Name}");
        errors = process.StandardError.ReadToEndAsync();
        deadline = new CancellationTokenSource(config.Deadline);
        deadline.Token.Register(() => Kill($"its deadline of {config.Deadline.TotalMinutes:0} minutes passed"));
    }

    public string Name => config.Name;
    public string Folder { get; }
    public LineLog Serial { get; }
    public QmpClient Qmp { get; private set; } = null!;

    /// <summary>The virtio-serial ports' sockets by name; whoever uses one reads and writes it alone.</summary>
    public ImmutableDictionary<string, System.Net.Sockets.Socket> Ports { get; private set; } =
        ImmutableDictionary<string, System.Net.Sockets.Socket>.Empty;

    /// <summary>Starts QEMU; the guest waits for <see cref="RunAsync"/>.</summary>
    public static async Task<QemuMachine> StartAsync(MachineConfig config, string accelerator, string folder, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        using var qmp = new MachineSocket($"{folder}/qmp.sock");
        using var serial = new MachineSocket($"{folder}/serial.sock");
        var ports = config.SerialPorts.ToDictionary(static port => port, port => new MachineSocket($"{folder}/{port}.sock"));
        try
        {
            var process = await ProcessLauncher.StartAsync("qemu-system-x86_64", QemuCommandLine.Arguments(config, accelerator, folder)).ConfigureAwait(false);
            var machine = new QemuMachine(config, folder, process);
            try
            {
                await machine.ConnectAsync(qmp, serial, ports, cancellation).ConfigureAwait(false);
                return machine;
            }
            catch
            {
                await machine.DisposeAsync().ConfigureAwait(false);
                throw;
            }
        }
        finally
        {
            foreach (var port in ports.Values)
            {
                port.Dispose();
            }
        }
    }

    private async Task ConnectAsync(MachineSocket qmp, MachineSocket serial, Dictionary<string, MachineSocket> ports, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var ended = process.WaitForExitAsync(limit.Token);
        var connected = ConnectAllAsync(qmp, serial, ports, limit.Token);
        if (await Task.WhenAny(ended, connected).ConfigureAwait(false) == ended)
        {
            await limit.CancelAsync().ConfigureAwait(false);
            throw new InvalidOperationException($"starting QEMU for {Name}: it ended with {process.ExitCode}: {await errors.ConfigureAwait(false)}");
        }

        await connected.ConfigureAwait(false);
        await limit.CancelAsync().ConfigureAwait(false);
    }

    private async Task ConnectAllAsync(MachineSocket qmp, MachineSocket serial, Dictionary<string, MachineSocket> ports, CancellationToken cancellation)
    {
        // QEMU opens its character devices one after the other, in an order of its own.
        var serialSocket = serial.AcceptAsync(cancellation);
        var portSockets = ports.ToDictionary(static port => port.Key, port => port.Value.AcceptAsync(cancellation));
        var qmpSocket = await qmp.AcceptAsync(cancellation).ConfigureAwait(false);
        keyboard = await serialSocket.ConfigureAwait(false);
        followers.Add(Serial.FollowAsync(keyboard, $"{Folder}/serial.log", closing.Token));
        foreach (var (name, socket) in portSockets)
        {
            Ports = Ports.Add(name, await socket.ConfigureAwait(false));
        }

        Qmp = await QmpClient.ConnectAsync(qmpSocket, Name, cancellation).ConfigureAwait(false);
    }

    /// <summary>Lets the guest run, with the cables of unconnected cards out.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var card in config.Cards.Where(static card => !card.Connected))
        {
            await SetLinkAsync(card.Name, up: false, cancellation).ConfigureAwait(false);
        }

        await Qmp.ExecuteAsync("cont", null, cancellation).ConfigureAwait(false);
    }

    /// <summary>Copies a port's lines into a log for as long as the machine runs.</summary>
    public LineLog FollowPort(string port)
    {
        var log = new LineLog($"port {port} of {Name}");
        followers.Add(log.FollowAsync(Ports[port], $"{Folder}/{port}.log", closing.Token));
        return log;
    }

    /// <summary>Types on the serial console; <c>\r</c> is Enter.</summary>
    public async Task TypeAsync(string keys, CancellationToken cancellation) =>
        await keyboard!.SendAsync(System.Text.Encoding.UTF8.GetBytes(keys), cancellation).ConfigureAwait(false);

    /// <summary>Presses a key of the keyboard at the screen, by QEMU's name for it, such as <c>scroll_lock</c>.</summary>
    public Task PressAsync(string key, CancellationToken cancellation) => Qmp.ExecuteAsync(
        "send-key", new JsonObject { ["keys"] = new JsonArray(new JsonObject { ["type"] = "qcode", ["data"] = key }) }, cancellation);

    /// <summary>Pulls or plugs a card's cable; the guest sees its carrier go and come.</summary>
    public Task SetLinkAsync(string card, bool up, CancellationToken cancellation) =>
        Qmp.ExecuteAsync("set_link", new JsonObject { ["name"] = card, ["up"] = up }, cancellation);

    /// <summary>Plugs a card in while the machine runs.</summary>
    public async Task AddCardAsync(NetworkCard card, CancellationToken cancellation)
    {
        var backend = new JsonObject
        {
            ["type"] = "stream",
            ["id"] = $"wire-{card.Name}",
            ["server"] = false,
            ["addr"] = new JsonObject { ["type"] = "unix", ["path"] = card.SocketPath },
        };
        await Qmp.ExecuteAsync("netdev_add", backend, cancellation).ConfigureAwait(false);
        var device = new JsonObject();
        foreach (var (key, value) in QemuCommandLine.Device(card))
        {
            device[key] = value;
        }

        await Qmp.ExecuteAsync("device_add", device, cancellation).ConfigureAwait(false);
    }

    /// <summary>Takes a card out while the machine runs, and waits until the guest let go of it.</summary>
    public async Task RemoveCardAsync(string card, CancellationToken cancellation)
    {
        var from = Qmp.Events.Lines.Count;
        await Qmp.ExecuteAsync("device_del", new JsonObject { ["id"] = card }, cancellation).ConfigureAwait(false);
        await Qmp.Events.WaitForAsync(
            line => line.Contains("DEVICE_DELETED", StringComparison.Ordinal) && line.Contains($"\"{card}\"", StringComparison.Ordinal) ? line : null,
            $"card {card} to be gone", TimeSpan.FromSeconds(60), cancellation, from).ConfigureAwait(false);
        await Qmp.ExecuteAsync("netdev_del", new JsonObject { ["id"] = $"wire-{card}" }, cancellation).ConfigureAwait(false);
    }

    /// <summary>Presses the power button and waits until the guest has switched itself off.</summary>
    public async Task ShutDownAsync(TimeSpan limit, CancellationToken cancellation)
    {
        await Qmp.ExecuteAsync("system_powerdown", null, cancellation).ConfigureAwait(false);
        try
        {
            await process.WaitForExitAsync(cancellation).WaitAsync(limit, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"switching {Name} off: it still runs {limit.TotalSeconds:0} s after the power button; the last lines were:\n{Serial.Tail()}");
        }
    }

    /// <summary>Says why a machine that somebody counts on does not run any more.</summary>
    public void RequireRunning()
    {
        if (Serial.EndReason is not null || process.HasExited)
        {
            throw new InvalidOperationException($"using {Name}: {Serial.EndReason ?? "QEMU ended"}; QEMU wrote: {(errors.IsCompletedSuccessfully ? errors.Result : "")}");
        }
    }

    /// <summary>Presses the reset button.</summary>
    public Task ResetAsync(CancellationToken cancellation) => Qmp.ExecuteAsync("system_reset", null, cancellation);

    /// <summary>Cuts the power.</summary>
    public void Kill(string reason)
    {
        Serial.End($"{Name} was switched off: {reason}");
        if (!process.HasExited)
        {
            process.Kill();
        }
    }

    /// <summary>May be called again: a shared machine ends with the first who needs its place.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        Kill("the test is done with it");
        await process.WaitForExitAsync().ConfigureAwait(false);
        await closing.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(followers).ConfigureAwait(false);
        if (Qmp is not null)
        {
            await Qmp.DisposeAsync().ConfigureAwait(false);
        }

        foreach (var port in Ports.Values)
        {
            port.Dispose();
        }

        deadline.Dispose();
        closing.Dispose();
        process.Dispose();
    }
}
