namespace Gateway.Lab.Wires;

/// <summary>Decides, frame by frame, how many copies arrive and when. Pure: the time is the caller's.</summary>
public sealed class CableDirection(Impairment impairment)
{
    // Not for secrets: the same seed must give the same losses.
#pragma warning disable CA5394
    private readonly Random random = new(impairment.Seed);
    private TimeSpan free;

    public Impairment Impairment => impairment;

    /// <summary>When the copies of a frame arrive; empty: it is lost.</summary>
    /// <param name="now">Never earlier than that of the frame before.</param>
    /// <param name="length">The frame's, in bytes.</param>
    public IReadOnlyList<TimeSpan> Arrivals(TimeSpan now, int length)
    {
        // All three are always drawn, so that changing one share does not shift the sequences of the others.
        var (loss, duplication, reordering) = (random.NextDouble(), random.NextDouble(), random.NextDouble());
        if (loss < impairment.Loss || Sent(now, length) is not { } sent)
        {
            return [];
        }

        var arrival = sent + impairment.Delay + (reordering < impairment.Reordering ? impairment.ReorderingDelay : TimeSpan.Zero);
        return duplication < impairment.Duplication ? [arrival, arrival] : [arrival];
    }
#pragma warning restore CA5394

    /// <summary>When the last bit has left; null: too much waits already.</summary>
    private TimeSpan? Sent(TimeSpan now, int length)
    {
        if (impairment.Rate is not { } rate)
        {
            return now;
        }

        var start = free > now ? free : now;
        var waiting = (start - now).TotalSeconds * rate / 8;
        if (waiting + length > impairment.Queue)
        {
            return null;
        }

        free = start + TimeSpan.FromSeconds(length * 8.0 / rate);
        return free;
    }
}
