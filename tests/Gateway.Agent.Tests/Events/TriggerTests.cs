using Gateway.Agent.Events;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Events;

public sealed class TriggerTests
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan AtMost = TimeSpan.FromSeconds(3);

    private readonly ManualTime _time = new();
    private readonly Trigger _trigger;

    public TriggerTests() => _trigger = new Trigger(_time, Quiet, AtMost);

    [Fact]
    public async Task Signals_that_come_close_together_are_one()
    {
        _trigger.Signal("b");
        _trigger.Signal("a");
        _trigger.Signal("b");
        _time.Advance(Quiet);

        Assert.Equal(["a", "b"], await WaitAsync());
        Assert.False(WaitAsync().IsCompleted);
    }

    [Fact]
    public void The_waiter_goes_only_when_it_has_become_quiet()
    {
        var wait = WaitAsync();
        _trigger.Signal("a");
        _time.Advance(Quiet * 0.9);
        _trigger.Signal("a");
        _time.Advance(Quiet * 0.9);

        Assert.False(wait.IsCompleted);
    }

    [Fact]
    public async Task The_waiter_goes_in_the_end_even_when_it_never_becomes_quiet()
    {
        var wait = WaitAsync();
        for (var i = 0; i < 4; i++)
        {
            _trigger.Signal("a");
            _time.Advance(Quiet * 0.9);
        }

        Assert.Equal(["a"], await wait.SoonAsync());
    }

    [Fact]
    public async Task A_signal_while_the_waiter_is_busy_is_not_lost()
    {
        _trigger.Signal("first");
        _time.Advance(Quiet);
        await WaitAsync();
        _trigger.Signal("second");
        _time.Advance(Quiet);

        Assert.Equal(["second"], await WaitAsync());
    }

    [Fact]
    public async Task A_delayed_signal_comes_once_at_its_latest_time()
    {
        _trigger.SignalAfter(TimeSpan.FromSeconds(10), "again");
        _trigger.SignalAfter(TimeSpan.FromSeconds(20), "again");
        var wait = WaitAsync();
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.False(wait.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(["again"], await wait.SoonAsync());
    }

    private async Task<IReadOnlyList<string>> WaitAsync() => await _trigger.WaitAsync(Test.Cancellation);
}
