using System.Collections.Immutable;
using Gateway.Agent.Reconcile;
using Gateway.Planning.Host;

namespace Gateway.Agent.Host;

/// <summary>Turns the operator's file and the cards that are there into a running gateway.</summary>
public sealed class HostReconciler(
    ConfigurationSource configurations,
    InventoryObserver inventories,
    HostApplier applier,
    Generations generations,
    HostViews views) : IReconciler
{
    public async Task ReconcileAsync(ImmutableArray<string> reasons, CancellationToken cancellation)
    {
        var considered = await configurations.ConsiderAsync(cancellation);
        var observation = await inventories.ObserveAsync(considered.Config, seen => views.Observed(considered, seen.Inventory), cancellation);
        views.Observed(considered, observation.Inventory);
        if (considered is not { Config: { } config, Generation: { } generation })
        {
            // Nothing is touched before there is a configuration.
            await views.HealthAsync(cancellation);
            return;
        }

        var bindings = RoleBinder.Bind(config, observation.Inventory.Cards);
        var desired = HostPlanner.Plan(config, bindings, observation.Inventory, generation.Number);
        var outcome = await applier.ApplyAsync(config, desired, observation, cancellation);
        generations.Confirm(generation);
        // Cards have other names and places now.
        var applied = await inventories.ReadAsync(cancellation);
        views.Applied(considered, applied.Inventory, desired.Stack is not null, outcome);
        await views.HealthAsync(cancellation);
    }

    public async Task ReportFailureAsync(Exception failure, CancellationToken cancellation)
    {
        views.Failed(failure);
        await views.HealthAsync(cancellation);
    }
}
