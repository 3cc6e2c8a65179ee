namespace Gateway.Agent.Authority;

/// <summary>Ends the process when nobody has asked for a while, or when it is old and nobody asks: the next one looks at what is due.</summary>
internal sealed class IdleWatch : IDisposable
{
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Age = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly long _started;
    private readonly CancellationTokenSource _end;
    private int _asking;

    public IdleWatch(TimeProvider time)
    {
        _time = time;
        _started = time.GetTimestamp();
        _end = new CancellationTokenSource(Patience, time);
    }

    /// <summary>Cancelled when the process is to end.</summary>
    public CancellationToken End => _end.Token;

    public void Begin()
    {
        lock (_lock)
        {
            _asking++;
            _end.CancelAfter(Timeout.InfiniteTimeSpan);
        }
    }

    public void Finish()
    {
        lock (_lock)
        {
            if (--_asking == 0)
                _end.CancelAfter(_time.GetElapsedTime(_started) < Age ? Patience : TimeSpan.Zero);
        }
    }

    public void Dispose() => _end.Dispose();
}
