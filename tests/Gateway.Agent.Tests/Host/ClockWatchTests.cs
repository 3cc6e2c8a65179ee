using System.Threading.Channels;
using Gateway.Agent.Commands;
using Gateway.Agent.Host;
using Gateway.Agent.Systemd;
using Gateway.Planning.Status;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Agent.Tests.Host;

public sealed class ClockWatchTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly FakeCommandRunner _commands = new();
    private readonly Channel<string> _asked = Channel.CreateUnbounded<string>();
    private readonly HostBoard _board;
    private int _synchronised = 1;

    public ClockWatchTests()
    {
        _board = new HostBoard(new KernelClock(_directory.Write("uptime", "1.00 1.00\n")));
        _commands.Answer(Answer);
    }

    public void Dispose()
    {
        _commands.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public async Task The_servers_are_asked_at_once_when_a_way_to_them_comes()
    {
        using var watch = new ClockWatch(_board, _commands, NullLogger<ClockWatch>.Instance);
        _board.Report(Outside(null));
        await watch.StartAsync(Test.Cancellation);
        _board.Report(Outside("5.1.0.1"));

        Assert.Equal(["chronyc -n waitsync 1", "chronyc -n online", "chronyc -n burst 4/8"], [await NextAsync(), await NextAsync(), await NextAsync()]);
        await watch.StopAsync(Test.Cancellation);
    }

    [Fact]
    public async Task Servers_that_the_clock_follows_already_are_left_alone()
    {
        _synchronised = 0;
        using var watch = new ClockWatch(_board, _commands, NullLogger<ClockWatch>.Instance);
        _board.Report(Outside("5.1.0.1"));
        await watch.StartAsync(Test.Cancellation);
        Assert.Equal("chronyc -n waitsync 1", await NextAsync());
        await watch.StopAsync(Test.Cancellation);

        Assert.Single(_commands.Log);
    }

    private Task<string> NextAsync() => _asked.Reader.ReadAsync(Test.Cancellation).AsTask().SoonAsync();

    private CommandResult Answer(Command command)
    {
        _asked.Writer.TryWrite(command.ToText());
        return new CommandResult(command.ToText().Contains("waitsync", StringComparison.Ordinal) ? _synchronised : 0, "", "");
    }

    private static StackReport Outside(string? router) => new()
    {
        Links = [new LinkReport("outside", null, true, router is null ? [] : ["5.1.0.100/24"]) { Router = router }],
    };
}
