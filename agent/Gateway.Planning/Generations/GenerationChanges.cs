using System.Collections.Immutable;

namespace Gateway.Planning.Generations;

/// <summary>What happens to generations -&gt; what is remembered afterwards.</summary>
public static class GenerationChanges
{
    /// <summary>A new generation runs from now on; whether it stays is to be seen.</summary>
    /// <param name="confirm">The time in which it must be confirmed; null: health alone decides. Nothing can be taken back where nothing is confirmed.</param>
    public static GenerationState Adopt(GenerationState state, string hash, GenerationOrigin origin, TimeSpan? confirm, Moment now)
    {
        var number = state.NextNumber;
        if (state.RunningRecord is { } replaced && (replaced.Result == GenerationResult.Trying || state.Timer?.Generation == replaced.Number))
            state = With(state, replaced with { Result = GenerationResult.Replaced });
        return Trimmed(state with
        {
            Generations = state.Generations.Add(new GenerationRecord(number, now.Wall, origin, hash, GenerationResult.Trying)),
            Running = number,
            Timer = confirm is { } length && state.Confirmed is not null ? ConfirmTimer.Start(number, length, now) : null,
            Trial = null,
            Failures = origin == GenerationOrigin.Apply ? state.Failures.Remove(hash) : state.Failures,
            Considered = Considered(state, hash, origin),
        });
    }

    /// <summary>A daemon refused a file that follows from it; what runs stays.</summary>
    public static GenerationState Refuse(GenerationState state, string hash, GenerationOrigin origin, string reason, Moment now) => Trimmed(state with
    {
        Generations = state.Generations.Add(
            new GenerationRecord(state.NextNumber, now.Wall, origin, hash, GenerationResult.Refused) { Reason = reason }),
        // An edited text that is refused never reaches the boot partition: the file there stays the one that was considered.
        Considered = origin == GenerationOrigin.BootPartition ? hash : state.Considered,
    });

    /// <summary>The machine is about to be brought to the running generation.</summary>
    public static GenerationState Begin(GenerationState state, Moment now) =>
        state is { Trial: null, RunningRecord: { Result: GenerationResult.Trying } record }
            ? state with { Trial = new Trial(record.Number, now.Run) }
            : state;

    public static GenerationState Healthy(GenerationState state)
    {
        if (state.RunningRecord is not { Result: GenerationResult.Trying } record)
            return state;
        return With(state, record with { Result = GenerationResult.Healthy }) with
        {
            Trial = null,
            Failures = state.Failures.Remove(record.Hash),
            Confirmed = state.Timer is null ? record.Number : state.Confirmed,
        };
    }

    /// <summary>The running generation is no good. Without another one it keeps running: there is nothing better.</summary>
    public static GenerationState Fail(GenerationState state, string reason) =>
        state is { Fallback: not null, RunningRecord: { Result: GenerationResult.Trying } record }
            ? GoBack(CountFailure(state, record.Hash), reason)
            : state;

    /// <summary>The operator can still reach the box.</summary>
    public static GenerationState Confirm(GenerationState state) => state with
    {
        Timer = null,
        Confirmed = state is { Timer: not null, RunningRecord.Result: GenerationResult.Healthy } ? state.Running : state.Confirmed,
    };

    /// <summary>Nobody confirmed in time: the text of the confirmed generation runs again, as a new one.</summary>
    internal static GenerationState Revert(GenerationState state, Moment now)
    {
        var number = state.NextNumber;
        var confirmed = state.Find(state.Confirmed)!;
        var reverted = With(state, state.RunningRecord! with { Result = GenerationResult.Reverted });
        return Trimmed(reverted with
        {
            Generations = reverted.Generations.Add(
                new GenerationRecord(number, now.Wall, GenerationOrigin.ConfirmRevert, confirmed.Hash, GenerationResult.Healthy)),
            Running = number,
            Confirmed = number,
            Timer = null,
            Trial = null,
        });
    }

    internal static GenerationState GoBack(GenerationState state, string reason) =>
        state is { Fallback: { } fallback, RunningRecord: { } record }
            ? With(state, record with { Result = GenerationResult.Failed, Reason = reason }) with { Running = fallback, Timer = null, Trial = null }
            : state;

    /// <summary>The box did not become healthy with this text.</summary>
    public static GenerationState CountFailure(GenerationState state, string hash) =>
        state with { Failures = state.Failures.SetItem(hash, state.Failures.GetValueOrDefault(hash) + 1) };

    private static GenerationState With(GenerationState state, GenerationRecord changed) => state with
    {
        Generations = [.. state.Generations.Select(record => record.Number == changed.Number ? changed : record)],
    };

    private static string? Considered(GenerationState state, string hash, GenerationOrigin origin) =>
        origin is GenerationOrigin.BootPartition or GenerationOrigin.Edit ? hash : state.Considered;

    /// <summary>What runs and what the box goes back to are kept however old they are. Failures are counted of texts that can still come.</summary>
    private static GenerationState Trimmed(GenerationState state)
    {
        var surplus = state.Generations.Length - GenerationState.Kept;
        if (surplus <= 0)
            return state;
        ImmutableArray<GenerationRecord> kept = [.. state.Generations.Where((record, index) =>
            index >= surplus || record.Number == state.Running || record.Number == state.Confirmed)];
        var hashes = kept.Select(static record => record.Hash).Append(state.Considered).ToHashSet();
        return state with { Generations = kept, Failures = state.Failures.RemoveRange(state.Failures.Keys.Where(hash => !hashes.Contains(hash))) };
    }
}
