using System.Collections.Immutable;
using Gateway.Agent.Files;
using Gateway.Agent.Host;
using Gateway.Planning.Configuration;
using Gateway.Planning.Host;
using Gateway.Planning.Stack;

namespace Gateway.Agent.Generations;

/// <summary>What a configuration would change, and whether every daemon accepts its files, on the host and in the container; changes nothing.</summary>
public sealed class CandidateCheck(InventoryObserver inventories, HostApplier applier, StackCandidate container)
{
    /// <exception cref="FileCheckException">A daemon refuses its file.</exception>
    public async Task CheckAsync(GatewayConfig config, int number, CancellationToken cancellation)
    {
        var (desired, _) = await DesiredAsync(config, number, cancellation);
        await applier.CheckAsync(desired, cancellation);
        await AskContainerAsync(desired.Stack, cancellation);
    }

    /// <summary>The same, and every change as one line.</summary>
    /// <exception cref="FileCheckException">A daemon refuses its file.</exception>
    public async Task<ImmutableArray<string>> PlanAsync(GatewayConfig config, int number, CancellationToken cancellation)
    {
        var (desired, observation) = await DesiredAsync(config, number, cancellation);
        await applier.CheckAsync(desired, cancellation);
        var within = await AskContainerAsync(desired.Stack, cancellation);
        var host = await applier.PlanAsync(desired, observation, cancellation);
        return [.. host.Select(static line => $"host: {line}"), .. within.Select(static line => $"container: {line}")];
    }

    private async Task<(HostDesired Desired, HostObservation Observation)> DesiredAsync(
        GatewayConfig config, int number, CancellationToken cancellation)
    {
        var observation = await inventories.ReadAsync(cancellation);
        var bindings = RoleBinder.Bind(config, observation.Inventory.Cards);
        return (HostPlanner.Plan(config, bindings, observation.Inventory, number), observation);
    }

    /// <summary>A container that does not run, or is not to run, has nothing to say; it checks its files when it starts.</summary>
    private async Task<ImmutableArray<string>> AskContainerAsync(StackDocument? document, CancellationToken cancellation)
    {
        if (document is null || await container.AskAsync(document, cancellation) is not { } answer)
            return [];
        return answer.Refusal is null ? answer.Changes : throw new FileCheckException(answer.Refusal);
    }
}
