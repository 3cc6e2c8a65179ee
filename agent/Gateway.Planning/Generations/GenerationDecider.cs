namespace Gateway.Planning.Generations;

/// <summary>What is remembered, the operator's file and the clocks -&gt; which generation runs, and whether the file is to become one.</summary>
/// <remarks>docs/decisions/generations.md has the table.</remarks>
public static class GenerationDecider
{
    /// <param name="state">What is remembered.</param>
    /// <param name="file">The operator's file; null: it is missing or cannot be read.</param>
    /// <param name="isUsable">Whether the text of this hash is kept undamaged and can be read by this release.</param>
    /// <param name="now">The clocks.</param>
    public static GenerationDecision Decide(GenerationState state, ConsideredFile? file, Func<string, bool> isUsable, Moment now)
    {
        state = AfterInterruption(state, now);
        state = AfterConfirmTime(state, now);
        state = WithUsable(state, isUsable);
        if (file is not { IsValid: true } || file.Hash == state.Considered)
            return new GenerationDecision(state, ConsiderFile: false);
        if (state.RunningRecord?.Hash == file.Hash || IsKeptOut(state, file.Hash))
            return new GenerationDecision(state with { Considered = file.Hash }, ConsiderFile: false);
        return new GenerationDecision(state, ConsiderFile: true);
    }

    /// <summary>The agent or the box ended before the new generation was decided.</summary>
    private static GenerationState AfterInterruption(GenerationState state, Moment now)
    {
        if (state.Trial is not { } trial || trial.Run == now.Run)
            return state;
        state = state with { Trial = null };
        if (state.RunningRecord is not { Result: GenerationResult.Trying } record || record.Number != trial.Generation)
            return state;
        state = GenerationChanges.CountFailure(state, record.Hash);
        return state.IsQuarantined(record.Hash)
            ? GenerationChanges.GoBack(state, "the box stopped twice before every service answered")
            : state;
    }

    private static GenerationState AfterConfirmTime(GenerationState state, Moment now) => state.Timer switch
    {
        null => state,
        var timer when timer.Generation != state.Running || state.Fallback is null => state with { Timer = null },
        var timer when timer.IsDue(now) => GenerationChanges.Revert(state, now),
        _ => state,
    };

    /// <summary>A text that was damaged, or that a newer release wrote, cannot run: the newest healthy one that can takes its place.</summary>
    private static GenerationState WithUsable(GenerationState state, Func<string, bool> isUsable)
    {
        if (state.RunningRecord is { } running && isUsable(running.Hash))
            return state;
        if (state.Running is null && state.Confirmed is null)
            return state;
        var number = state.Generations
            .Where(record => record.Result == GenerationResult.Healthy && isUsable(record.Hash))
            .Select(static record => (int?)record.Number)
            .LastOrDefault();
        // Where nothing is left the operator's file is looked at as if it were new.
        return state with { Running = number, Confirmed = number, Timer = null, Trial = null, Considered = number is null ? null : state.Considered };
    }

    /// <summary>Where nothing else can run, quarantine would only leave nothing.</summary>
    private static bool IsKeptOut(GenerationState state, string hash) => state.Confirmed is not null && state.IsQuarantined(hash);
}

/// <summary>The operator's file as it was read.</summary>
/// <param name="IsValid">It has no errors.</param>
public sealed record ConsideredFile(string Hash, bool IsValid);

/// <param name="State">What is to be remembered now; its <see cref="GenerationState.Running"/> runs.</param>
/// <param name="ConsiderFile">The operator's file is new and is to become a generation.</param>
public sealed record GenerationDecision(GenerationState State, bool ConsiderFile);
