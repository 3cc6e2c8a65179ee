namespace Gateway.Agent.Reconcile;

/// <summary>The pause before something is tried again: doubled each time, up to a bound.</summary>
internal sealed class GrowingPause(TimeSpan first, TimeSpan longest)
{
    private TimeSpan? _next;

    /// <summary>What <see cref="Take"/> returns next.</summary>
    public TimeSpan Next => _next ?? first;

    public TimeSpan Take()
    {
        var pause = Next;
        _next = pause * 2 < longest ? pause * 2 : longest;
        return pause;
    }

    public void Reset() => _next = null;
}
