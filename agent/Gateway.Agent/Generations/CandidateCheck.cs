using System.Collections.Immutable;
using Gateway.Agent.Files;
using Gateway.Agent.Host;
using Gateway.Planning.Configuration;
using Gateway.Planning.Host;
using Gateway.Planning.Stack;

namespace Gateway.Agent.Generations;

/// <summary>What a configuration would change, and whether every daemon accepts its files, on the host and in the container; changes nothing.</summary>
public sealed class CandidateCheck(InventoryObserver inventories, HostApplier applier, StackCandidate container, Trials trials)
{
    /// <exception cref="FileCheckException">A daemon refuses its file.</exception>
    /// <exception cref="ConfirmTimeException">What runs has to be taken back meanwhile.</exception>
    public Task CheckAsync(GatewayConfig config, int number, CancellationToken cancellation) =>
        trials.WithinConfirmTimeAsync(token => CheckedAsync(config, number, token), cancellation);

    /// <summary>The same, and every change as one line.</summary>
    /// <exception cref="FileCheckException">A daemon refuses its file.</exception>
    /// <exception cref="ConfirmTimeException">What runs has to be taken back meanwhile.</exception>
    public Task<ImmutableArray<string>> PlanAsync(GatewayConfig config, int number, CancellationToken cancellation) => trials.WithinConfirmTimeAsync(
        async token =>
        {
            var (desired, observation, within) = await CheckedAsync(config, number, token);
            var host = await applier.PlanAsync(desired, observation, token);
            return ImmutableArray.CreateRange([.. host.Select(static line => $"host: {line}"), .. within.Select(static line => $"container: {line}")]);
        },
        cancellation);

    private async Task<(HostDesired Desired, HostObservation Observation, ImmutableArray<string> Within)> CheckedAsync(
        GatewayConfig config, int number, CancellationToken cancellation)
    {
        var observation = await inventories.ReadAsync(cancellation);
        var bindings = RoleBinder.Bind(config, observation.Inventory.Cards);
        var desired = HostPlanner.Plan(config, bindings, observation.Inventory, number);
        await applier.CheckAsync(desired, cancellation);
        return (desired, observation, await AskContainerAsync(desired.Stack, observation.Instance is { Running: true }, cancellation));
    }

    private const string NotAsked = "its agent is not there to be asked; its daemons check their files when it starts";

    /// <summary>A container that does not run, or is not to run, has nothing to say; it checks its files when it starts.</summary>
    private async Task<ImmutableArray<string>> AskContainerAsync(StackDocument? document, bool isRunning, CancellationToken cancellation)
    {
        if (document is null)
            return [];
        if (await container.AskAsync(document, isRunning, cancellation) is not { } answer)
            return [NotAsked];
        return answer.Refusal is null ? answer.Changes : throw new FileCheckException(answer.Refusal);
    }
}
