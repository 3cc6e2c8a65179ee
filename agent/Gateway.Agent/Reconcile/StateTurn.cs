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

    public async Task<StateOutcome> ApplyAsync(StatePlan planned, CancellationToken cancellation)
    {
        var due = backoff.Hold(planned.Plan, planned.Observed.Units);
        var failures = await applier.ApplyAsync(planned.Desired, due, cancellation);
        return new StateOutcome(failures, [.. planned.Plan.Changes.Except(due.Changes)]) { Changed = !due.IsEmpty };
    }
}

public sealed record StatePlan(DesiredState Desired, ObservedState Observed, Plan Plan);

/// <param name="Failures">Units that could not be brought into their state.</param>
/// <param name="Held">What was left for a later turn.</param>
public sealed record StateOutcome(ImmutableArray<UnitFailure> Failures, ImmutableArray<Change> Held)
{
    /// <summary>Something was done.</summary>
    public bool Changed { get; init; }

    /// <summary>Nothing is left to do.</summary>
    public bool IsComplete => Failures.IsEmpty && Held.IsEmpty;

    public ImmutableArray<Condition> Conditions =>
    [
        .. Failures.Select(static failure => new Condition(
            HostConditions.UnitFailed, "error",
            $"{failure.Unit} could not be brought into its state: {failure.Reason}; it is tried again, see `journalctl -u {failure.Unit}`")),
        .. Held.Select(static change => new Condition(
            HostConditions.StartHeldBack, "warning",
            $"{change.ToText()}: it keeps failing and is tried again ever more rarely, at least once a minute")),
    ];
}
