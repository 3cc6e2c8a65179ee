using System.Collections.Concurrent;
using System.Diagnostics;

namespace Gateway.Lab.Wires;

/// <summary>An Ethernet segment between machines: a hub owned by the test, which sees, keeps and may spoil every frame.</summary>
public sealed class Wire(string name, string folder) : IAsyncDisposable
{
    private const int KeptFrames = 200_000;
    private readonly Lock gate = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly Queue<CapturedFrame> frames = new();
    private readonly ConcurrentDictionary<string, WirePort> ports = new();
    private readonly List<FrameWaiter> waiters = [];
    private Impairment impairment = Impairment.None;
    private FrameFate fate = new(Impairment.None);

    public string Name => name;

    /// <summary>Since the wire was made; frames carry it.</summary>
    public TimeSpan Now => clock.Elapsed;

    /// <summary>What the cable does to frames from now on.</summary>
    public Impairment Impairment
    {
        get => impairment;
        set
        {
            lock (gate)
            {
                (impairment, fate) = (value, new FrameFate(value));
            }
        }
    }

    /// <summary>The port of this name, made when it is asked for first.</summary>
    public WirePort Port(string port) =>
        ports.GetOrAdd(port, key => new WirePort(this, key, Path.Combine(folder, $"{name}-{key}.sock")));

    /// <summary>What machines sent since a time, oldest first; the last 200,000 frames are kept.</summary>
    public IReadOnlyList<CapturedFrame> Captured(TimeSpan since = default)
    {
        lock (gate)
        {
            return [.. frames.Where(frame => frame.Time >= since)];
        }
    }

    /// <summary>The first frame since a time that fits, of those captured or still to come.</summary>
    public async Task<CapturedFrame> WaitForAsync(Func<CapturedFrame, bool> fits, TimeSpan since, TimeSpan deadline, CancellationToken cancellation)
    {
        FrameWaiter waiter;
        lock (gate)
        {
            if (frames.FirstOrDefault(frame => frame.Time >= since && fits(frame)) is { } known)
            {
                return known;
            }

            waiter = new FrameWaiter(fits);
            waiters.Add(waiter);
        }

        try
        {
            return await waiter.Found.Task.WaitAsync(deadline, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"waiting for a frame on wire {name}: none that fits within {deadline.TotalSeconds:0} s; {Captured(since).Count} others passed");
        }
        finally
        {
            lock (gate)
            {
                waiters.Remove(waiter);
            }
        }
    }

    /// <summary>Puts a frame on the wire as if a machine on that port had sent it.</summary>
    public void Inject(string port, byte[] frame) => Deliver(Port(port), frame);

    internal void Deliver(WirePort from, byte[] frame)
    {
        int copies;
        lock (gate)
        {
            Keep(new CapturedFrame(clock.Elapsed, from.Name, frame));
            copies = fate.NextCopies();
        }

        for (; copies > 0; copies--)
        {
            Forward(from, frame);
        }
    }

    private void Keep(CapturedFrame captured)
    {
        frames.Enqueue(captured);
        if (frames.Count > KeptFrames)
        {
            frames.Dequeue();
        }

        foreach (var waiter in waiters)
        {
            if (waiter.Fits(captured))
            {
                waiter.Found.TrySetResult(captured);
            }
        }
    }

    private void Forward(WirePort from, byte[] frame)
    {
        if (impairment.Delay > TimeSpan.Zero)
        {
            _ = ForwardLaterAsync(from, frame, impairment.Delay);
            return;
        }

        foreach (var port in ports.Values.Where(port => port != from))
        {
            port.Send(frame);
        }
    }

    // The wire's length is the subject here, not a wait for something else.
    private async Task ForwardLaterAsync(WirePort from, byte[] frame, TimeSpan delay)
    {
        await Task.Delay(delay).ConfigureAwait(false);
        foreach (var port in ports.Values.Where(port => port != from))
        {
            port.Send(frame);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var port in ports.Values)
        {
            await port.DisposeAsync().ConfigureAwait(false);
        }
    }

    private sealed record FrameWaiter(Func<CapturedFrame, bool> Fits)
    {
        public TaskCompletionSource<CapturedFrame> Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
