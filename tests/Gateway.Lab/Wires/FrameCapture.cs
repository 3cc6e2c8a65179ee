namespace Gateway.Lab.Wires;

/// <summary>The frames of one wire: the newest are kept, and whoever watches or waits sees every one as it passes.</summary>
internal sealed class FrameCapture(string name)
{
    private const int KeptFrames = 200_000;
    private const long KeptBytes = 128L << 20;
    private readonly Lock gate = new();
    private readonly Queue<CapturedFrame> frames = new();
    private readonly List<Action<CapturedFrame>> listeners = [];
    private long bytes;
    private TimeSpan? lost;

    /// <summary>What is still kept, oldest first, however much is lost.</summary>
    public IReadOnlyList<CapturedFrame> Kept
    {
        get
        {
            lock (gate)
            {
                return [.. frames];
            }
        }
    }

    /// <exception cref="InvalidOperationException">Frames of that time are no longer kept.</exception>
    public IReadOnlyList<CapturedFrame> Since(TimeSpan since)
    {
        lock (gate)
        {
            return lost is { } until && since <= until
                ? throw new InvalidOperationException(
                    $"reading the frames of wire {name} since {since.TotalSeconds:0.0} s: only those after {until.TotalSeconds:0.0} s are still kept, "
                    + "and an assertion on the rest would prove nothing; ask for a shorter time, or set a watch before it begins")
                : [.. frames.Where(frame => frame.Time >= since)];
        }
    }

    /// <summary>Keeps a frame and shows it to all listeners; their order is that of the wire.</summary>
    /// <param name="time">Read within the lock, so that no frame is older than the one before it.</param>
    public void Add(Func<TimeSpan> time, string port, byte[] frame)
    {
        lock (gate)
        {
            var captured = new CapturedFrame(time(), port, frame);
            frames.Enqueue(captured);
            bytes += frame.Length;
            while (frames.Count > KeptFrames || bytes > KeptBytes)
            {
                var oldest = frames.Dequeue();
                bytes -= oldest.Bytes.Length;
                lost = oldest.Time;
            }

            // A listener may leave while it is called.
            foreach (var listener in listeners.ToArray())
            {
                listener(captured);
            }
        }
    }

    /// <summary>Shows every frame from now on to <paramref name="listener"/>, which must not throw.</summary>
    public IDisposable Listen(Action<CapturedFrame> listener)
    {
        lock (gate)
        {
            listeners.Add(listener);
            return new Subscription(this, listener);
        }
    }

    public async Task<CapturedFrame> WaitForAsync(Func<CapturedFrame, bool> fits, TimeSpan since, TimeSpan deadline, CancellationToken cancellation)
    {
        var found = new TaskCompletionSource<CapturedFrame>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(CapturedFrame frame)
        {
            try
            {
                if (frame.Time >= since && fits(frame))
                {
                    found.TrySetResult(frame);
                }
            }
            // A predicate that fails must fail its test, not the wire.
            catch (Exception error)
            {
                found.TrySetException(error);
            }
        }

        IDisposable listening;
        lock (gate)
        {
            listening = Listen(Look);
            foreach (var frame in frames.TakeWhile(_ => !found.Task.IsCompleted))
            {
                Look(frame);
            }
        }

        using (listening)
        {
            try
            {
                return await found.Task.WaitAsync(deadline, cancellation).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                throw new TimeoutException(
                    $"waiting for a frame on wire {name}: none that fits within {deadline.TotalSeconds:0} s; {Kept.Count(frame => frame.Time >= since)} others passed");
            }
        }
    }

    private sealed class Subscription(FrameCapture capture, Action<CapturedFrame> listener) : IDisposable
    {
        public void Dispose()
        {
            lock (capture.gate)
            {
                capture.listeners.Remove(listener);
            }
        }
    }
}
