using Gateway.Lab.Wires;

namespace Gateway.Lab.Faults;

/// <summary>Sends frames at a steady rate onto the cable of one machine, from the moment it is made until it is disposed of.</summary>
public sealed class FrameSender : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);
    private readonly CancellationTokenSource stop = new();
    private readonly Task sending;
    private long sent;

    /// <param name="wire">The wire.</param>
    /// <param name="from">The sender's name in the capture.</param>
    /// <param name="to">The port that gets the frames.</param>
    /// <param name="rate">Frames a second.</param>
    /// <param name="next">The frame of a number; numbers begin with 0 and leave none out.</param>
    public FrameSender(Wire wire, string from, string to, int rate, Func<long, byte[]> next) =>
        sending = SendAsync(wire, from, to, rate, next);

    /// <summary>How many frames were sent.</summary>
    public long Sent => Interlocked.Read(ref sent);

    private async Task SendAsync(Wire wire, string from, string to, int rate, Func<long, byte[]> next)
    {
        using var timer = new PeriodicTimer(Tick);
        var start = wire.Now;
        try
        {
            while (await timer.WaitForNextTickAsync(stop.Token).ConfigureAwait(false))
            {
                // A tick that came late sends what was missed.
                var due = (long)((wire.Now - start).TotalSeconds * rate);
                while (Sent < due)
                {
                    wire.Inject(from, to, next(Sent));
                    Interlocked.Increment(ref sent);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The sender was disposed of.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync().ConfigureAwait(false);
        await sending.ConfigureAwait(false);
        stop.Dispose();
    }
}
