namespace Gateway.Agent.Reconcile;

/// <summary>Whether the reconciler's present turn takes longer than any turn can.</summary>
public sealed class TurnProgress(TimeProvider time)
{
    /// <summary>The first turn of the host unpacks the container image; everything in a turn has a shorter timeout of its own.</summary>
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private long? _began;

    public bool IsStuck
    {
        get
        {
            lock (_lock)
                return _began is { } began && time.GetElapsedTime(began) > LongestTurn;
        }
    }

    public void Begin()
    {
        lock (_lock)
            _began = time.GetTimestamp();
    }

    public void End()
    {
        lock (_lock)
            _began = null;
    }
}
