using Gateway.Agent.Commands;
using Gateway.Agent.Events;
using Gateway.Agent.Links;
using Gateway.Agent.Reconcile;
using Gateway.Agent.Stack;
using Gateway.Planning.Status;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Agent.Tests.Stack;

public sealed class LinkReporterTests
{
    [Fact]
    public async Task A_link_that_goes_is_reported_without_a_turn_and_the_rest_stays()
    {
        using var machine = new TemporaryDirectory();
        machine.Write("net/outside/speed", "1000\n");
        using var commands = new FakeCommandRunner();
        commands
            .Answer("ip -json address show", """[{"ifname":"outside","flags":["UP","LOWER_UP"]},{"ifname":"inside","flags":["UP"]}]""")
            .Answer("ip -json route show default", "[]");
        var reports = new Latest<StackReport>(new StackReport { Generation = 7, Ready = true });
        var wakeup = new LinkWakeup();
        var seen = reports.Value;
        using var reporter = new LinkReporter(wakeup, new LinkObserver(commands, machine.At("net")), reports, NullLogger<LinkReporter>.Instance);
        await reporter.StartAsync(Test.Cancellation);

        wakeup.Signal("links");

        var report = await reports.NextAsync(seen, Test.Cancellation).SoonAsync();
        Assert.Equal([("outside", true, 1000), ("inside", false, null)], report.Links.Select(static link => (link.Name, link.Carrier!.Value, link.Speed)));
        Assert.Equal((7, true), (report.Generation, report.Ready));
        await reporter.StopAsync(Test.Cancellation);
    }

    [Fact]
    public async Task What_is_no_list_of_links_does_not_end_the_agent()
    {
        using var machine = new TemporaryDirectory();
        using var commands = new FakeCommandRunner();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        commands.Answer("ip -json route show default", "[]").Answer(command =>
        {
            if (command.ToText() != "ip -json address show")
                return null;
            return new CommandResult(0, asked.TrySetResult() ? "" : "[]", "");
        });
        var reports = new Latest<StackReport>(new StackReport { Generation = 7 });
        var seen = reports.Value;
        var wakeup = new LinkWakeup();
        using var reporter = new LinkReporter(wakeup, new LinkObserver(commands, machine.At("net")), reports, NullLogger<LinkReporter>.Instance);
        await reporter.StartAsync(Test.Cancellation);
        wakeup.Signal("links");
        await asked.Task.SoonAsync();

        wakeup.Signal("links");

        Assert.Equal(7, (await reports.NextAsync(seen, Test.Cancellation).SoonAsync()).Generation);
        await reporter.StopAsync(Test.Cancellation);
    }
}
