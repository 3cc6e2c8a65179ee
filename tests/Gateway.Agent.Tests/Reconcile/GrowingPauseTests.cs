using Gateway.Agent.Reconcile;

namespace Gateway.Agent.Tests.Reconcile;

public sealed class GrowingPauseTests
{
    [Fact]
    public void It_doubles_up_to_its_bound_and_begins_anew_after_a_reset()
    {
        var pause = new GrowingPause(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(10));

        Assert.Equal([2, 4, 8, 10, 10], Enumerable.Range(0, 5).Select(_ => pause.Take().TotalSeconds));
        pause.Reset();
        Assert.Equal(TimeSpan.FromSeconds(2), pause.Take());
    }
}
