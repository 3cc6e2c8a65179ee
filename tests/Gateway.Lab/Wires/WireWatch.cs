namespace Gateway.Lab.Wires;

/// <summary>Counts the frames of a kind from the moment it was set, however many pass: what a capture of bounded size cannot promise.</summary>
public sealed class WireWatch : IDisposable
{
    private const int Shown = 10;
    private readonly Lock gate = new();
    private readonly List<CapturedFrame> first = [];
    private readonly Func<CapturedFrame, bool> fits;
    private readonly IDisposable listening;
    private Exception? failure;
    private long count;

    internal WireWatch(string wire, string what, TimeSpan since, Func<CapturedFrame, bool> fits, Func<Action<CapturedFrame>, IDisposable> listen)
    {
        (Wire, What, Since, this.fits) = (wire, what, since, fits);
        listening = listen(Look);
    }

    public string Wire { get; }

    /// <summary>What is counted, such as <c>answers to the scan</c>.</summary>
    public string What { get; }

    /// <summary>By the wire's clock.</summary>
    public TimeSpan Since { get; }

    public long Count
    {
        get
        {
            lock (gate)
            {
                return failure is null ? count : throw new InvalidOperationException($"watching wire {Wire} for {What}: the question itself failed", failure);
            }
        }
    }

    /// <summary>The first few of them.</summary>
    public IReadOnlyList<CapturedFrame> First
    {
        get
        {
            lock (gate)
            {
                return [.. first];
            }
        }
    }

    /// <exception cref="InvalidOperationException">There was one; the message shows the first few.</exception>
    public void RequireNone()
    {
        if (Count > 0)
        {
            throw new InvalidOperationException(
                $"wire {Wire} must not carry {What}, but {Count} such frames passed since {Since.TotalSeconds:0.0} s; the first were:\n  {string.Join("\n  ", First)}");
        }
    }

    private void Look(CapturedFrame frame)
    {
        lock (gate)
        {
            try
            {
                if (fits(frame) && ++count <= Shown)
                {
                    first.Add(frame);
                }
            }
            // It is shown by whoever asks for the count; the wire goes on.
            catch (Exception error)
            {
                failure ??= error;
            }
        }
    }

    /// <summary>Ends the counting; what was counted stays.</summary>
    public void Dispose() => listening.Dispose();
}
