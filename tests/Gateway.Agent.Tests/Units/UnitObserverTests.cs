using Gateway.Agent.Units;
using Gateway.Planning.Desired;
using Gateway.Planning.Status;

namespace Gateway.Agent.Tests.Units;

public sealed class UnitObserverTests : IDisposable
{
    private readonly UnitFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task All_units_are_read_with_one_command_and_restarts_with_another()
    {
        _fixture.Commands
            .Answer(
                "systemctl list-units --all --full --plain --no-legend",
                "a.service     loaded    active running A unit\nb.service loaded failed failed Another one\nlost.mount not-found inactive dead lost.mount\n")
            .Answer("systemctl show --property=Id,NRestarts -- a.service b.service c.timer", "Id=a.service\nNRestarts=3\n\nNRestarts=0\nId=b.service\n\nId=c.timer\n")
            .Answer(
                "journalctl --boot --quiet --lines=1 --output=json --output-fields=EXIT_CODE,EXIT_STATUS MESSAGE_ID=98e322203f7a4ed290d09fe03c09fe15 UNIT=a.service",
                """{"EXIT_CODE":"killed","EXIT_STATUS":"9"}""");
        _fixture.Loaded.Record(
            [new ManagedUnit("a.service", UnitGoal.Running) { RestartOn = ["/etc/a"] }],
            new DesiredState { Files = [new ManagedFile("/etc/a", "x")] });

        var units = await _fixture.Observer.ObserveAsync(["b.service", "a.service", "c.timer"], Test.Cancellation);

        Assert.Equal(("active", "running", 3), (units["a.service"].ActiveState, units["a.service"].SubState, units["a.service"].Restarts));
        Assert.Equal("killed by KILL", units["a.service"].LastEnd);
        Assert.Equal(["/etc/a"], units["a.service"].LoadedFiles.Keys);
        Assert.Equal(new ObservedUnit("failed", "failed", 0), units["b.service"]);
        Assert.Equal(new ObservedUnit("inactive", "dead", 0), units["c.timer"]);
    }

    [Fact]
    public async Task Restarts_are_asked_about_again_once_a_unit_was_started_or_is_between_two_lives()
    {
        _fixture.Systemd.Kill("a.service", "active");
        _fixture.Systemd.Kill("b.service", "active");
        _fixture.Systemd.Kill("off.service", "inactive");
        _fixture.Invoke("a.service", "1");
        _fixture.Invoke("b.service", "2");

        Assert.Equal("a.service b.service off.service", await AskedAsync());
        Assert.Equal("", await AskedAsync());
        _fixture.Invoke("b.service", "3");
        Assert.Equal("b.service", await AskedAsync());
        _fixture.Systemd.Kill("off.service", "activating");
        Assert.Equal("off.service", await AskedAsync());
        Assert.Equal("off.service", await AskedAsync());

        async Task<string> AskedAsync()
        {
            _fixture.Commands.ForgetLog();
            await _fixture.Observer.ObserveAsync(["a.service", "b.service", "off.service"], Test.Cancellation);
            return string.Concat(_fixture.Commands.Log.Select(static command => command.Split(" show --property=Id,NRestarts -- ") is [_, var names] ? names : ""));
        }
    }

    [Fact]
    public async Task How_a_restarted_unit_had_ended_is_asked_once_for_each_restart()
    {
        var asked = 0;
        _fixture.Commands.Answer(command => command.Program == "journalctl" ? new(0, $$"""{"EXIT_CODE":"exited","EXIT_STATUS":"{{++asked}}"}""", "") : null);
        _fixture.Systemd.Kill("a.service", "active");
        _fixture.Systemd.CountRestarts("a.service", 1);

        var first = await _fixture.Observer.HealthAsync(["a.service"], Test.Cancellation);
        var again = await _fixture.Observer.HealthAsync(["a.service"], Test.Cancellation);
        _fixture.Systemd.CountRestarts("a.service", 2);
        var later = await _fixture.Observer.HealthAsync(["a.service"], Test.Cancellation);

        Assert.Equal([new UnitRestarts("a.service", 1, "ended with 1")], first.Restarted);
        Assert.Equal(first.Restarted, again.Restarted);
        Assert.Equal([new UnitRestarts("a.service", 2, "ended with 2")], later.Restarted);
    }

    [Theory]
    [InlineData("killed", "11", "killed by SEGV")]
    [InlineData("dumped", "64", "dumped by signal 64")]
    [InlineData("exited", "1", "ended with 1")]
    public void An_end_is_told_in_words(string code, string status, string told) =>
        Assert.Equal(told, UnitEnds.Parse($$"""{"EXIT_CODE":"{{code}}","EXIT_STATUS":"{{status}}"}"""));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"EXIT_CODE\":[1]}")]
    public void A_journal_that_says_nothing_is_no_error(string entry) => Assert.Null(UnitEnds.Parse(entry));

    [Fact]
    public async Task Nothing_is_asked_about_no_unit()
    {
        Assert.Empty(await _fixture.Observer.ObserveAsync([], Test.Cancellation));
        Assert.Empty(_fixture.Commands.Log);
    }

    [Fact]
    public async Task An_answer_about_fewer_units_is_refused()
    {
        _fixture.Commands.Answer(static command => command.Arguments[0] == "show" ? new(0, "Id=a.service\nNRestarts=1\n", "") : null);

        await Assert.ThrowsAsync<FormatException>(() => _fixture.Observer.ObserveAsync(["a.service", "b.service"], Test.Cancellation));
    }

    [Fact]
    public void An_answer_that_is_no_list_is_refused() => Assert.Throws<FormatException>(static () => UnitObserver.Parse("a.service loaded\n"));

    [Fact]
    public async Task Failed_units_are_listed_by_name()
    {
        _fixture.Systemd.Kill("squid.service", "failed");
        _fixture.Systemd.Kill("kea.service", "inactive");

        Assert.Equal(["squid.service"], (await _fixture.Observer.HealthAsync([], Test.Cancellation)).Failed);
    }
}
