using System.Collections.Immutable;
using Gateway.Agent.Generations;
using Gateway.Agent.Hosting;
using Gateway.Agent.Reconcile;
using Gateway.Planning.Host;

namespace Gateway.Agent.Host;

/// <summary>Turns the operator's file and the cards that are there into a running gateway.</summary>
public sealed class HostReconciler(
    TurnQueue queue,
    ConfigurationSource configurations,
    InventoryObserver inventories,
    HostApplier applier,
    Trials trials,
    HostViews views,
    WholeGeneration whole,
    LogThreshold threshold) : IReconciler
{
    public async Task ReconcileAsync(ImmutableArray<string> reasons, CancellationToken cancellation)
    {
        await queue.DrainAsync(() => trials.MustGoBack, cancellation);
        var considered = await configurations.ConsiderAsync(cancellation);
        if (considered.IsUnfinished)
            queue.Signal("another generation went first");
        trials.Begin();
        var observation = await inventories.ObserveAsync(considered.Config, seen => views.Observed(considered, seen.Inventory), cancellation);
        views.Observed(considered, observation.Inventory);
        if (considered is not { Config: { } config, Generation: { } generation })
        {
            // Nothing else is touched before there is a configuration.
            await applier.ListenAsync(observation.Inventory.Cards, cancellation);
            await views.HealthAsync(cancellation);
            return;
        }

        threshold.Follow(config.Logging);
        var bindings = RoleBinder.Bind(config, observation.Inventory.Cards);
        var desired = HostPlanner.Plan(config, bindings, observation.Inventory, generation);
        // A switch on a box that works is whole or not at all; one that boots comes up with what it can.
        var outcome = await trials.WithinConfirmTimeAsync(token => applier.ApplyAsync(config, desired, observation, whole.IsSwitch(generation), token), cancellation);
        if (outcome.Refusals.IsEmpty)
            whole.Keep(generation);
        // Cards have other names and places now.
        var applied = await inventories.ReadAsync(cancellation);
        views.Applied(considered, applied.Inventory, desired, outcome);
        await views.HealthAsync(cancellation);
        trials.Judge();
    }

    public async Task ReportFailureAsync(Exception failure, CancellationToken cancellation)
    {
        views.Failed(failure);
        trials.Judge(failure.Message);
        await views.HealthAsync(cancellation);
    }
}
