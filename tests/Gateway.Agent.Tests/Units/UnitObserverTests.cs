using System.Collections.Immutable;
using Gateway.Agent.Units;
using Gateway.Planning.Desired;
using Gateway.Planning.Status;

namespace Gateway.Agent.Tests.Units;

public sealed class UnitObserverTests : IDisposable
{
    private readonly UnitFixture _fixture = new();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public async Task All_units_are_read_with_one_command()
    {
        _fixture.Commands.Answer(
            "systemctl show --property=ActiveState,SubState,MainPID,NRestarts -- a.service b.service",
            "MainPID=42\nNRestarts=3\nActiveState=active\nSubState=running\n\nMainPID=0\nNRestarts=0\nActiveState=failed\nSubState=failed\n");
        _fixture.Commands.Answer(
            "journalctl --boot --quiet --lines=1 --output=json --output-fields=EXIT_CODE,EXIT_STATUS MESSAGE_ID=98e322203f7a4ed290d09fe03c09fe15 UNIT=a.service",
            """{"EXIT_CODE":"killed","EXIT_STATUS":"9"}""");
        _fixture.Loaded.Record(
            [new ManagedUnit("a.service", UnitGoal.Running) { RestartOn = ["/etc/a"] }],
            new DesiredState { Files = [new ManagedFile("/etc/a", "x")] });

        var units = await _fixture.Observer.ObserveAsync(["a.service", "b.service"], Test.Cancellation);

        Assert.Equal(("active", "running", 42, 3), (units["a.service"].ActiveState, units["a.service"].SubState, units["a.service"].MainPid, units["a.service"].Restarts));
        Assert.Equal("killed by KILL", units["a.service"].LastEnd);
        Assert.Equal(["/etc/a"], units["a.service"].LoadedFiles.Keys);
        Assert.Equal(new ObservedUnit("failed", "failed", 0, 0), units["b.service"]);
    }

    [Fact]
    public async Task How_a_restarted_unit_had_ended_is_asked_once_for_each_restart()
    {
        var asked = 0;
        var restarts = 1;
        _fixture.Commands
            .Answer(command => command.Program == "systemctl" ? new(0, $"NRestarts={restarts}\nActiveState=active\n", "") : null)
            .Answer(command => command.Program == "journalctl" ? new(0, $$"""{"EXIT_CODE":"exited","EXIT_STATUS":"{{++asked}}"}""", "") : null);

        var first = await _fixture.Observer.RestartedAsync(["a.service"], Test.Cancellation);
        var again = await _fixture.Observer.RestartedAsync(["a.service"], Test.Cancellation);
        restarts = 2;
        var later = await _fixture.Observer.RestartedAsync(["a.service"], Test.Cancellation);

        Assert.Equal([new UnitRestarts("a.service", 1, "ended with 1")], first);
        Assert.Equal(first, again);
        Assert.Equal([new UnitRestarts("a.service", 2, "ended with 2")], later);
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
    public void An_answer_about_fewer_units_is_refused()
    {
        Assert.Throws<FormatException>(() => UnitObserver.Parse(
            ["a.service", "b.service"], "ActiveState=active\n", ImmutableDictionary<string, ImmutableDictionary<string, string>>.Empty));
    }

    [Fact]
    public async Task Failed_units_are_listed_by_name()
    {
        _fixture.Systemd.Kill("squid.service", "failed");
        _fixture.Systemd.Kill("kea.service", "inactive");

        Assert.Equal(["squid.service"], await _fixture.Observer.FailedAsync(Test.Cancellation));
    }
}
