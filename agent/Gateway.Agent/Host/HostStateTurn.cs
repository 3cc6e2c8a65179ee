using System.Collections.Immutable;
using Gateway.Agent.Files;
using Gateway.Agent.Reconcile;
using Gateway.Agent.Units;
using Gateway.Planning.Desired;
using Gateway.Planning.Plans;

namespace Gateway.Agent.Host;

/// <summary>Files and units of the host.</summary>
public sealed class HostStateTurn(StateObserver states, FileManifest manifest, PlanApplier applier, StartBackoff backoff)
{
    public async Task<(Plan Plan, ObservedState Observed)> PlanAsync(DesiredState desired, CancellationToken cancellation)
    {
        var former = manifest.Read();
        var observed = await states.ObserveAsync(desired, former, cancellation);
        return (Differ.Compare(desired, observed, [.. former]), observed);
    }

    public async Task CheckAsync(DesiredState desired, CancellationToken cancellation)
    {
        var (plan, _) = await PlanAsync(desired, cancellation);
        await applier.CheckAsync(plan, cancellation);
    }

    public async Task<ImmutableArray<UnitFailure>> ApplyAsync(DesiredState desired, CancellationToken cancellation)
    {
        var (plan, observed) = await PlanAsync(desired, cancellation);
        return await applier.ApplyAsync(desired, backoff.Hold(plan, observed.Units), cancellation);
    }
}
