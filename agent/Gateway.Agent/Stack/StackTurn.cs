using Gateway.Agent.Files;
using Gateway.Agent.Reconcile;
using Gateway.Planning.Desired;
using Gateway.Planning.Plans;
using Gateway.Planning.Stack;

namespace Gateway.Agent.Stack;

/// <summary>The half of a turn that changes nothing: document → desired state, observed state and the plan between them.</summary>
public sealed class StackTurn(LeaseObserver leases, StateObserver states, StackObserver surroundings, FileManifest manifest)
{
    public async Task<(DesiredState Desired, ObservedState Observed, Plan Plan)> PlanAsync(
        StackDocument document,
        CancellationToken cancellation)
    {
        var observation = await leases.ObserveAsync(document.Outside.Interface, cancellation);
        var desired = StackPlanner.Plan(document, observation);
        var formerFiles = manifest.Read();
        var observed = await states.ObserveAsync(desired, formerFiles, cancellation);
        return (desired, observed, Differ.Compare(desired, observed, [.. formerFiles]));
    }

    public Task<StackSurroundings> SurroundingsAsync(CancellationToken cancellation) => surroundings.ObserveAsync(cancellation);
}
