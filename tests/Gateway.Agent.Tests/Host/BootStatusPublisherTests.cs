using Gateway.Agent.Commands;
using Gateway.Agent.Host;
using Gateway.Agent.Systemd;
using Gateway.Agent.Tests.Generations;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Host;

public sealed class BootStatusPublisherTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly ConfigurationFixture _fixture = new();

    public void Dispose()
    {
        _directory.Dispose();
        _fixture.Dispose();
    }

    [Fact]
    public async Task What_could_not_be_written_is_written_once_it_can_be_though_nothing_has_changed()
    {
        var isProtected = true;
        using var commands = new FakeCommandRunner();
        commands.Answer(command => isProtected && command.ToText().Contains("remount,rw", StringComparison.Ordinal) ? new CommandResult(32, "", "write-protected") : new CommandResult(0, "", ""));
        using var partition = new BootPartition(commands, _directory.Path);
        var board = new HostBoard(new KernelClock(_directory.Write("uptime", "1.00 1.00\n")));
        using var publisher = new BootStatusPublisher(board, partition, _fixture.Store, _fixture.Time);
        await publisher.StartAsync(Test.Cancellation);

        board.Update(static view => view with { Release = "1" });
        await UntilAsync(() => board.View.BootPartition is not null);
        isProtected = false;
        await UntilAsync(() => board.View.BootPartition is null);

        Assert.Contains("Gateway 1", await File.ReadAllTextAsync(_directory.At("status/STATUS.txt"), Test.Cancellation), StringComparison.Ordinal);
        await publisher.StopAsync(Test.Cancellation);
    }

    private Task UntilAsync(Func<bool> isSo) => Test.UntilAsync(isSo, () => _fixture.Time.Advance(TimeSpan.FromSeconds(10)));
}
