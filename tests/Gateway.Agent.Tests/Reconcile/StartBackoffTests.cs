using System.Collections.Immutable;
using Gateway.Agent.Events;
using Gateway.Agent.Reconcile;
using Gateway.Planning.Desired;
using Gateway.Planning.Plans;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Reconcile;

public sealed class StartBackoffTests
{
    private static readonly Plan Start = new([new Change.WriteFile(new ManagedFile("/etc/a", "x"), false), new Change.StartUnit("a.service")]);

    private readonly ManualTime _time = new();
    private readonly Trigger _trigger;
    private readonly StartBackoff _backoff;

    public StartBackoffTests()
    {
        _trigger = new Trigger(_time, TimeSpan.Zero, TimeSpan.Zero);
        _backoff = new StartBackoff(_time, _trigger);
    }

    [Fact]
    public void A_unit_that_has_not_failed_is_started_whenever_it_is_planned()
    {
        Assert.Equal(Start.ToText(), Hold("inactive"));
        Assert.Equal(Start.ToText(), Hold("inactive"));
    }

    [Fact]
    public void A_failed_unit_is_started_at_once_and_then_ever_more_rarely()
    {
        Assert.Equal(Start.ToText(), Hold("failed"));
        Assert.Equal("create /etc/a", Hold("failed"));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Start.ToText(), Hold("failed"));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("create /etc/a", Hold("failed"));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Start.ToText(), Hold("failed"));
    }

    [Fact]
    public void A_unit_that_ran_well_for_a_while_begins_anew()
    {
        for (var i = 0; i < 10; i++)
        {
            Hold("failed");
            _time.Advance(TimeSpan.FromMinutes(1));
        }
        _time.Advance(TimeSpan.FromMinutes(6));
        Assert.Equal(Start.ToText(), Hold("failed"));
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(Start.ToText(), Hold("failed"));
    }

    [Fact]
    public async Task A_start_that_is_held_back_asks_for_its_turn()
    {
        Hold("failed");
        Hold("failed");
        var turn = _trigger.WaitAsync(Test.Cancellation);
        Assert.False(turn.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        _time.Advance(TimeSpan.Zero);

        Assert.Equal(["a.service has failed"], await turn.SoonAsync());
    }

    private string Hold(string state) => _backoff.Hold(
        Start,
        ImmutableDictionary<string, ObservedUnit>.Empty.Add("a.service", new ObservedUnit(state, "", 0))).ToText();
}
