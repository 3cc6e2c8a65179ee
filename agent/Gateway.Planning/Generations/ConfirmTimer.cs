namespace Gateway.Planning.Generations;

/// <summary>When an unconfirmed generation is taken back.</summary>
/// <param name="Generation">The one that waits to be confirmed.</param>
/// <param name="Length">The time the operator gave himself.</param>
/// <param name="BootId">The boot in which the timer was started.</param>
/// <param name="DueSinceBoot">Seconds since the start of that boot.</param>
/// <param name="DueWall">The same by the wall clock.</param>
public sealed record ConfirmTimer(int Generation, TimeSpan Length, string BootId, double DueSinceBoot, DateTimeOffset DueWall)
{
    public static ConfirmTimer Start(int generation, TimeSpan length, Moment now) =>
        new(generation, length, now.BootId, now.SecondsSinceBoot + length.TotalSeconds, now.Wall + length);

    /// <summary>
    /// Never more than <see cref="Length"/>. In the boot that started it the wall clock does not count; after another one nobody
    /// knows how long the box was off, so the wall clock counts, and a wall clock that was set back is bounded by the time since that boot.
    /// </summary>
    public TimeSpan Remaining(Moment now)
    {
        var remaining = now.BootId == BootId
            ? TimeSpan.FromSeconds(DueSinceBoot - now.SecondsSinceBoot)
            : Shorter(DueWall - now.Wall, Length - TimeSpan.FromSeconds(now.SecondsSinceBoot));
        return remaining > TimeSpan.Zero ? Shorter(remaining, Length) : TimeSpan.Zero;
    }

    public bool IsDue(Moment now) => Remaining(now) == TimeSpan.Zero;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
