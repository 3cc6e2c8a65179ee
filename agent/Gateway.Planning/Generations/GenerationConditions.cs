using System.Collections.Immutable;
using Gateway.Planning.Status;

namespace Gateway.Planning.Generations;

/// <summary>What is remembered and the operator's file -&gt; what every surface says about the configuration.</summary>
public static class GenerationConditions
{
    private const string Quarantined = "configuration-quarantined";
    private const string Refused = "configuration-refused";
    private const string Failed = "configuration-failed";

    /// <summary>True: the operator's file is read without an error and does not run all the same.</summary>
    public static bool IsAboutFile(Condition condition) => condition.Code is Quarantined or Refused or Failed;

    /// <param name="state">What is remembered.</param>
    /// <param name="file">What was read on the boot partition.</param>
    public static ImmutableArray<Condition> Of(GenerationState state, FileStatus file) =>
        [.. Optional(OfFile(state, file)), .. Optional(OfTimer(state)), .. file.Warnings];

    private static Condition? OfFile(GenerationState state, FileStatus file)
    {
        var runs = state.Running is { } number ? $"generation {number} keeps running" : "nothing was touched";
        return file switch
        {
            { Problem: { } problem } => new Condition("boot-partition-unreadable", "error", $"{problem}; {runs}. Have the boot partition checked on another computer"),
            { Hash: null } => new Condition(
                "configuration-missing", "error",
                $"there is no gateway.toml on the boot partition; {runs}. Put one there, see README.txt"),
            { Errors: > 0 } => new Condition(
                "configuration-invalid", "error",
                $"{file.Name} has {file.Errors} error(s); {runs}. Correct it on the boot partition, see status/config-error.txt there"),
            { Hash: { } hash } when state.RunningRecord is { } running && running.Hash != hash => Differs(state, running, file.Name, hash, runs),
            _ => null,
        };
    }

    private static Condition? Differs(GenerationState state, GenerationRecord running, string name, string hash, string runs)
    {
        if (state.Considered != hash)
            return null;
        if (state.IsQuarantined(hash))
        {
            return new Condition(
                Quarantined, "error",
                $"{name} kept the box from becoming healthy {GenerationState.FailuresToQuarantine} times and is not tried again; {runs}. "
                + $"Change it, or force it with `gateway apply /boot/{name}`");
        }

        return state.Generations.LastOrDefault(record => record.Hash == hash) switch
        {
            { Result: GenerationResult.Refused } refused => new Condition(Refused, "error", $"{name} was refused: {refused.Reason}; {runs}"),
            { Result: GenerationResult.Failed } failed => new Condition(
                Failed, "error",
                $"generation {failed.Number} ({name}) was taken back: {failed.Reason}; {runs}. Change the file, or see `gateway history`"),
            _ => new Condition(
                "configuration-differs", "warning",
                $"generation {running.Number} runs, which came from {GenerationText.Of(running.Origin)}; {name} on the boot partition is another one "
                + "and is not considered before it changes. status/running.toml beside it shows what runs; `gateway diff` compares them"),
        };
    }

    private static Condition? OfTimer(GenerationState state) => state.Timer is { } timer
        ? new Condition(
            "configuration-unconfirmed", "warning",
            $"generation {timer.Generation} is taken back {GenerationText.Of(timer.Length)} after it was applied unless it is confirmed with `gateway confirm`")
        : null;

    private static ImmutableArray<Condition> Optional(Condition? condition) => condition is null ? [] : [condition];
}

/// <summary>The operator's file as status sees it.</summary>
public sealed record FileStatus
{
    /// <summary>The name the operator knows it by.</summary>
    public string Name { get; init; } = "gateway.toml";

    /// <summary>Null: it is not there.</summary>
    public string? Hash { get; init; }

    /// <summary>How many errors it has.</summary>
    public int Errors { get; init; }

    /// <summary>Why it cannot be read, or null.</summary>
    public string? Problem { get; init; }

    /// <summary>What else is to be said about the boot partition.</summary>
    public ImmutableArray<Condition> Warnings { get; init; } = [];
}
