namespace Gateway.Lab.Wires;

/// <summary>Frames that are on their way, each handed on when its time has come.</summary>
internal sealed class DelayLine : IAsyncDisposable
{
    /// <summary>More than any delay and rate of a test needs; what comes on top is lost.</summary>
    private const int Capacity = 50_000;
    private readonly Lock gate = new();
    private readonly PriorityQueue<byte[], (TimeSpan Due, long Order)> waiting = new();
    private readonly Func<TimeSpan> now;
    private readonly Action<byte[]> arrive;
    private readonly Timer timer;
    private long order;
    private bool closed;

    public DelayLine(Func<TimeSpan> now, Action<byte[]> arrive)
    {
        (this.now, this.arrive) = (now, arrive);
        timer = new Timer(_ => HandOn(), null, Timeout.Infinite, Timeout.Infinite);
    }

    public bool IsEmpty
    {
        get
        {
            lock (gate)
            {
                return waiting.Count == 0;
            }
        }
    }

    public void Add(TimeSpan due, byte[] frame)
    {
        lock (gate)
        {
            if (waiting.Count < Capacity)
            {
                waiting.Enqueue(frame, (due, order++));
            }

            HandOn();
        }
    }

    private void HandOn()
    {
        lock (gate)
        {
            while (!closed && waiting.TryPeek(out var frame, out var place))
            {
                var left = place.Due - now();
                if (left > TimeSpan.Zero)
                {
                    timer.Change((long)Math.Ceiling(left.TotalMilliseconds), Timeout.Infinite);
                    return;
                }

                waiting.Dequeue();
                arrive(frame);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            closed = true;
        }

        await timer.DisposeAsync().ConfigureAwait(false);
    }
}
