using Gateway.Agent.Events;
using Gateway.Agent.Generations;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Generations;

public sealed class TurnQueueTests
{
    private readonly Trigger _trigger = new(new ManualTime(), TimeSpan.Zero, TimeSpan.Zero);

    [Fact]
    public async Task Work_asks_for_a_turn_and_is_done_by_it()
    {
        var queue = new TurnQueue(_trigger);
        var asked = queue.RunAsync(static _ => Task.FromResult(7), Test.Cancellation);
        Assert.False(asked.IsCompleted);

        await queue.DrainAsync(static () => false, Test.Cancellation);

        Assert.Equal(7, await asked.SoonAsync());
    }

    [Fact]
    public async Task Work_that_fails_tells_who_asked_and_not_the_turn()
    {
        var queue = new TurnQueue(_trigger);
        var asked = queue.RunAsync<int>(static _ => throw new IOException("no space"), Test.Cancellation);

        await queue.DrainAsync(static () => false, Test.Cancellation);

        Assert.Equal("no space", (await Assert.ThrowsAsync<IOException>(() => asked)).Message);
    }

    [Fact]
    public async Task Work_waits_for_the_next_turn_where_something_may_not_wait_for_it()
    {
        var time = new ManualTime();
        var trigger = new Trigger(time, TimeSpan.Zero, TimeSpan.Zero);
        var queue = new TurnQueue(trigger);
        var asked = queue.RunAsync(static _ => Task.FromResult(7), Test.Cancellation);
        time.Advance(TimeSpan.Zero);
        await trigger.WaitAsync(Test.Cancellation).SoonAsync();

        await queue.DrainAsync(static () => true, Test.Cancellation);
        Assert.False(asked.IsCompleted);

        time.Advance(TimeSpan.Zero);
        await trigger.WaitAsync(Test.Cancellation).SoonAsync();
        await queue.DrainAsync(static () => false, Test.Cancellation);
        Assert.Equal(7, await asked.SoonAsync());
    }
}
