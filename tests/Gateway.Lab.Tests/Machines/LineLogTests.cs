using Gateway.Lab.Machines;

namespace Gateway.Lab.Tests.Machines;

public sealed class LineLogTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_line_that_was_already_written_is_found()
    {
        var log = new LineLog("test");
        log.Add("ready");

        Assert.Equal("ready", await WaitAsync(log, "ready", Limit));
    }

    [Fact]
    public async Task A_line_that_comes_later_is_waited_for()
    {
        var log = new LineLog("test");

        var waiting = WaitAsync(log, "ready", Limit);
        log.Add("starting");
        log.Add("ready");

        Assert.Equal("ready", await waiting);
    }

    [Fact]
    public async Task Waiting_ends_when_the_machine_ends_and_shows_its_last_lines()
    {
        var log = new LineLog("test");
        log.Add("something broke");

        var waiting = WaitAsync(log, "ready", Limit);
        log.End("the machine ended");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => waiting);
        Assert.Equal("waiting for a line on test: the machine ended; the last lines were:\nsomething broke", error.Message);
    }

    [Fact]
    public async Task Waiting_gives_up_at_its_deadline()
    {
        var error = await Assert.ThrowsAsync<TimeoutException>(() => WaitAsync(new LineLog("test"), "ready", TimeSpan.FromMilliseconds(1)));

        Assert.StartsWith("waiting for a line on test: not within 0 s", error.Message, StringComparison.Ordinal);
    }

    private static Task<string> WaitAsync(LineLog log, string wanted, TimeSpan limit) =>
        log.WaitForAsync(line => line == wanted ? line : null, "a line", limit, TestContext.Current.CancellationToken);
}
