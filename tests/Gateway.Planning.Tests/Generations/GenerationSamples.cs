using Gateway.Planning.Generations;

namespace Gateway.Planning.Tests.Generations;

/// <summary>A box that remembers, as text; and the clocks of a boot.</summary>
internal static class GenerationSamples
{
    public static readonly DateTimeOffset Noon = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public static Moment At(double seconds, string boot = "boot-1", string run = "run-1", DateTimeOffset? wall = null) =>
        new(wall ?? (Noon + TimeSpan.FromSeconds(seconds)), seconds, boot, run);

    /// <summary>A box on which the text "good" is healthy and confirmed as generation 1.</summary>
    public static GenerationState Working { get; } = GenerationChanges.Healthy(
        GenerationChanges.Begin(GenerationChanges.Adopt(new GenerationState(), "good", GenerationOrigin.BootPartition, null, At(10)), At(11)));

    /// <summary>The same box, trying "next" as generation 2.</summary>
    public static GenerationState Trying(GenerationOrigin origin = GenerationOrigin.Apply, TimeSpan? confirm = null) =>
        GenerationChanges.Begin(GenerationChanges.Adopt(Working, "next", origin, confirm, At(100)), At(101));

    /// <summary>One line a generation, then what runs, what it goes back to, the file considered, and what is pending.</summary>
    public static string Text(GenerationState state) => string.Join('\n',
    [
        .. state.Generations.Select(static record =>
            $"{record.Number} {record.Hash} {record.Origin} {record.Result}{(record.Reason is null ? "" : $": {record.Reason}")}"),
        $"runs {state.Running}, goes back to {state.Fallback?.ToString() ?? "none"}, considered {state.Considered ?? "none"}"
            + (state.Timer is { } timer ? $", unconfirmed {timer.Generation}" : "")
            + (state.Trial is null ? "" : ", trial")
            + string.Concat(state.Failures.Select(static pair => $", {pair.Key} failed {pair.Value}")),
    ]);
}
