using Gateway.Agent.Commands;
using Gateway.Agent.Host;
using Gateway.Agent.Systemd;
using Gateway.Planning.Host;
using Gateway.Planning.Status;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Agent.Tests.Host;

public sealed class ConsolePublisherTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly HostBoard _board;
    private readonly ServiceNotifier _notifier = new();

    public ConsolePublisherTests()
    {
        _directory.Write("uptime", "100.00 1.00\n");
        _board = new HostBoard(new KernelClock(_directory.At("uptime")));
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_screen_that_takes_nothing_holds_up_neither_the_serial_lines_nor_the_end()
    {
        // A pipe that nobody reads blocks as a stopped terminal does.
        await MakePipeAsync("tty1");
        using var serial = await OpenPipeAsync("ttyS0");
        using var publisher = Publisher();
        await publisher.StartAsync(Test.Cancellation);

        for (var generation = 1; generation <= 100; generation++)
        {
            _board.Update(view => view with { Release = "1", KernelTaint = view.KernelTaint + 1 });
            Assert.Equal(generation, StatusJson.ParseStatus((await LineAsync(serial, "GATEWAY-STATUS "))["GATEWAY-STATUS ".Length..]).Health.KernelTaint);
        }

        await publisher.StopAsync(Test.Cancellation).SoonAsync();
    }

    [Fact]
    public async Task While_the_menu_is_open_only_the_machines_lines_are_written()
    {
        using var serial = await OpenPipeAsync("ttyS0");
        using var publisher = Publisher();
        _directory.Write("menu-ttyS0", "");
        await publisher.StartAsync(Test.Cancellation);
        _board.Update(static view => view with { Release = "1", KernelTaint = 1 });
        Assert.NotEmpty(await LineAsync(serial, "GATEWAY-STATUS "));
        _board.Update(static view => view with { Release = "1", KernelTaint = 2 });

        Assert.StartsWith("GATEWAY-STATUS ", await serial.ReadLineAsync(Test.Cancellation).AsTask().SoonAsync(), StringComparison.Ordinal);
        File.Delete(_directory.At("menu-ttyS0"));
        _board.Update(static view => view with { Release = "1", KernelTaint = 3 });
        Assert.Equal("Press Enter for the menu.", await LineAsync(serial, "Press"));
        await publisher.StopAsync(Test.Cancellation).SoonAsync();
    }

    [Fact]
    public async Task Ready_is_said_once_also_where_nothing_can_be_remembered()
    {
        // A folder in the mark's place fails as a full /run does, for root too.
        Directory.CreateDirectory(_directory.At("ready"));
        using var serial = await OpenPipeAsync("ttyS0");
        using var publisher = Publisher();
        await publisher.StartAsync(Test.Cancellation);

        Show(taint: 1);
        Assert.Equal("GATEWAY-READY t=100.0", await LineAsync(serial, "GATEWAY-READY"));
        Show(taint: 2);
        Assert.Contains("\"kernelTaint\":2", await LineAsync(serial, "GATEWAY-"), StringComparison.Ordinal);
        Show(taint: 3);
        Assert.Contains("\"kernelTaint\":3", await LineAsync(serial, "GATEWAY-"), StringComparison.Ordinal);
        await publisher.StopAsync(Test.Cancellation).SoonAsync();

        void Show(long taint)
        {
            _board.Report(new StackReport { Ready = true });
            _board.Update(view => view with { Release = "1", Settled = true, Bindings = Detached, KernelTaint = taint });
        }
    }

    private static RoleBindings Detached { get; } = new(
        new RoleBinding(HostNames.Outside, BindingState.Detached), new RoleBinding(HostNames.Inside, BindingState.Detached));

    [Fact]
    public void What_runs_is_written_to_the_boot_partition_without_its_secrets()
    {
        var files = BootStatusFiles.Of(new StatusDocument { Release = "1" }, "schema = 1\n[system]\nconsole-password-hash = \"$6$x$hunter2hunter2\"\n"u8.ToArray());

        Assert.Equal("schema = 1\n[system]\nconsole-password-hash = (secret)\n", files["status/running.toml"]);
    }

    private ConsolePublisher Publisher() => new(
        _board, new KernelClock(_directory.At("uptime")), _notifier, NullLogger<ConsolePublisher>.Instance, _directory.At("tty1"), _directory.At("ttyS0"), _directory.At("port"), _directory.Path);

    private async Task MakePipeAsync(string name) => await new CommandRunner().RunCheckedAsync(Command.Of("mkfifo", _directory.At(name)), Test.Cancellation);

    /// <summary>Open for writing too, so that it has no end between two writers.</summary>
    private async Task<StreamReader> OpenPipeAsync(string name)
    {
        await MakePipeAsync(name);
        return new StreamReader(new FileStream(_directory.At(name), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0));
    }

    private static async Task<string> LineAsync(StreamReader reader, string start)
    {
        while (true)
        {
            var line = await Task.Run(async () => await reader.ReadLineAsync(Test.Cancellation), Test.Cancellation).SoonAsync();
            if (line!.StartsWith(start, StringComparison.Ordinal))
                return line;
        }
    }
}
