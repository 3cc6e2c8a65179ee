using Gateway.Agent.Reconcile;
using Gateway.Planning.Stack;

namespace Gateway.Agent.Stack;

/// <summary>Document → desired state → plan; carries it out.</summary>
public sealed class StackTurn(LeaseObserver leases, StateTurn state, StackObserver surroundings)
{
    public async Task<StatePlan> PlanAsync(StackDocument document, CancellationToken cancellation)
    {
        var observation = await leases.ObserveAsync(document.Outside.Interface, cancellation);
        return await state.PlanAsync(StackPlanner.Plan(document, observation), cancellation);
    }

    public Task<StateOutcome> ApplyAsync(StatePlan planned, CancellationToken cancellation) => state.ApplyAsync(planned, cancellation);

    public Task<StackSurroundings> SurroundingsAsync(CancellationToken cancellation) => surroundings.ObserveAsync(cancellation);
}
