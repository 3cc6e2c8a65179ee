using System.Collections.Immutable;
using Gateway.Agent.Files;
using Gateway.Agent.Units;
using Gateway.Planning.Desired;
using Gateway.Planning.Plans;
using Gateway.Planning.Status;

namespace Gateway.Agent.Reconcile;

/// <summary>Files and units: observe, compare, apply. The start of a unit that keeps failing is held back.</summary>
public sealed class StateTurn(StateObserver states, FileManifest manifest, PlanApplier applier, StartBackoff backoff)
{
    public async Task<StatePlan> PlanAsync(DesiredState desired, CancellationToken cancellation)
    {
        var former = manifest.Read();
        var observed = await states.ObserveAsync(desired, former, cancellation);
        return new StatePlan(desired, observed, Differ.Compare(desired, observed, [.. former]));
    }

    /// <summary>Lets every daemon check its new files; changes nothing.</summary>
    /// <exception cref="FileCheckException">A daemon refuses its file.</exception>
    public Task CheckAsync(StatePlan planned, CancellationToken cancellation) => applier.CheckAsync(planned.Plan, cancellation);

    /// <param name="planned">What is to be done.</param>
    /// <param name="whole">True: nothing is done when a daemon refuses its file; see <see cref="PlanApplier.ApplyAsync"/>.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    public async Task<StateOutcome> ApplyAsync(StatePlan planned, bool whole, CancellationToken cancellation)
    {
        var due = backoff.Hold(planned.Plan, planned.Observed.Units);
        var outcome = await applier.ApplyAsync(planned.Desired, due, whole, cancellation);
        if (!outcome.Refusals.IsEmpty)
            backoff.TryAgain();
        return outcome with { Held = [.. planned.Plan.Changes.Except(due.Changes)] };
    }
}

public sealed record StatePlan(DesiredState Desired, ObservedState Observed, Plan Plan);

/// <param name="Failures">Units that could not be brought into their state.</param>
/// <param name="Held">What was left for a later turn.</param>
public sealed record StateOutcome(ImmutableArray<UnitFailure> Failures, ImmutableArray<Change> Held)
{
    /// <summary>Something was done.</summary>
    public bool Changed { get; init; }

    /// <summary>Files that their daemons refused; their units keep what they had.</summary>
    public ImmutableArray<FileRefusal> Refusals { get; init; } = [];

    /// <summary>A further turn was asked for, without which it is not done.</summary>
    public bool Pending { get; init; }

    /// <summary>Units that could not be brought into their state, or whose start is held back.</summary>
    public ImmutableArray<string> Failing =>
        [.. Failures.Select(static failure => failure.Unit), .. Held.OfType<Change.StartUnit>().Select(static start => start.Unit)];

    /// <summary>Nothing is left to do but for what fails.</summary>
    public bool IsSettled => !Pending && Refusals.IsEmpty;

    /// <summary>Nothing is left to do.</summary>
    public bool IsComplete => IsSettled && Failures.IsEmpty && Held.IsEmpty;

    public ImmutableArray<Condition> Conditions =>
    [
        .. Refusals.Select(static refusal => new Condition(
            HostConditions.FileRefused, "error",
            $"{refusal.Reason}; what the file is for keeps what it had, or does not run, and the rest follows the configuration. "
            + "Change in gateway.toml what the file follows from; it is tried again")),
        .. Failures.Select(static failure => new Condition(
            HostConditions.UnitFailed, "error",
            $"{failure.Unit} could not be brought into its state: {failure.Reason}; it is tried again, see `journalctl -u {failure.Unit}`")),
        .. Held.Select(static change => new Condition(
            HostConditions.StartHeldBack, "warning",
            $"{change.ToText()}: it keeps failing and is tried again ever more rarely, at least once a minute")),
    ];
}
