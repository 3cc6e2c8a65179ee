using Gateway.Agent.Control;
using Gateway.Agent.Names;
using Gateway.Planning.Host;
using Gateway.Planning.Names;
using Gateway.Planning.Status;

namespace Gateway.Agent.Host;

/// <summary>Answers the operator on the host.</summary>
public sealed class HostQueries(
    ConfigurationSource configurations, InventoryObserver inventories, HostApplier applier, HostBoard board, LeasesSource leases) : IAgentQueries
{
    public StatusDocument Status() => board.Now;

    public Task<LeasesDocument> LeasesAsync(CancellationToken cancellation) => leases.ReadAsync(cancellation);

    public async Task<PlanDocument> PlanAsync(CancellationToken cancellation)
    {
        var considered = await configurations.LookAsync(cancellation);
        if (considered is not { Config: { } config, Generation: { } generation })
            throw new InvalidOperationException($"there is no configuration to plan from: {(considered.ErrorText.Length > 0 ? considered.ErrorText : "gateway.toml is missing")}");
        var observation = await inventories.ReadAsync(cancellation);
        var bindings = RoleBinder.Bind(config, observation.Inventory.Cards);
        var desired = HostPlanner.Plan(config, bindings, observation.Inventory, generation);
        return new PlanDocument(await applier.PlanAsync(desired, observation, cancellation));
    }
}
