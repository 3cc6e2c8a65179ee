namespace Gateway.Planning.BlockLists;

/// <summary>When a list is fetched again.</summary>
public static class BlockListSchedule
{
    /// <summary>After the first failure; it doubles with each. At a boot the way outside is often there a moment later.</summary>
    private const long FirstPause = 60;

    /// <summary>A time that is farther away than any that is given comes from another clock, or another setting.</summary>
    /// <param name="spec">What is to be done.</param>
    /// <param name="list">One of its lists.</param>
    /// <param name="known">What became of it; null: it is new.</param>
    /// <param name="now">Seconds since 1970.</param>
    public static bool IsDue(BlockListSpec spec, BlockListSource list, BlockListEntry? known, long now) =>
        known is null || known.Tried != list.Origin || now >= known.Next || now < known.Fetched || known.Next > now + spec.Refresh + (spec.Refresh / 8) || (known.IsCut && known.Names < spec.Limit);

    /// <param name="chance">From 0 to 1, so that not all boxes of the world come at once.</param>
    public static long AfterSuccess(BlockListSpec spec, long now, double chance) => now + (long)(spec.Refresh * (0.9 + (0.2 * chance)));

    /// <param name="failures">Up to now, this one among them.</param>
    /// <param name="chance">From 0 to 1.</param>
    public static long AfterFailure(BlockListSpec spec, int failures, long now, double chance) =>
        now + (long)(Math.Min(spec.Refresh, FirstPause << Math.Clamp(failures - 1, 0, 16)) * (0.9 + (0.2 * chance)));
}
