using System.Collections.Immutable;
using Gateway.Agent.Cards;
using Gateway.Agent.Events;
using Gateway.Planning.Configuration;
using Gateway.Planning.Host;
using Gateway.Planning.Host.Lxd;

namespace Gateway.Agent.Host;

/// <summary>Reads the machine's cards, on the host and in the container, and its lasting facts.</summary>
public sealed class InventoryObserver(
    CardObserver cards,
    RememberedCards remembered,
    DeviceFacts facts,
    LxdObserver lxd,
    DomainWatch domain,
    Trigger trigger,
    TimeProvider time)
{
    /// <summary>USB cards and slow drivers come late; whoever comes later still is taken then.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly long _began = time.GetTimestamp();

    /// <summary>Soon after the agent's start, waits for cards that the configuration names and that are not there yet.</summary>
    /// <param name="waiting">Told what is there whenever there is something to wait for.</param>
    public async Task<HostObservation> ObserveAsync(
        GatewayConfig? config, Action<HostObservation> waiting, CancellationToken cancellation)
    {
        var missed = new HashSet<string>();
        var (observation, known) = await LookAsync(cancellation);
        while (config is not null && IsIncomplete(config, observation.Inventory) && Remaining() is { } remaining)
        {
            waiting(observation);
            missed.UnionWith(await ChangesAsync(remaining, cancellation));
            (observation, known) = await LookAsync(cancellation);
        }

        remembered.Write(known);
        // They asked for a whole turn, and this one has not looked at everything again.
        foreach (var reason in missed)
            trigger.Signal(reason);
        return observation;
    }

    /// <summary>What is there now; writes nothing.</summary>
    public async Task<HostObservation> ReadAsync(CancellationToken cancellation) => (await LookAsync(cancellation)).Observation;

    private async Task<(HostObservation Observation, ImmutableArray<NetworkCard> Known)> LookAsync(CancellationToken cancellation)
    {
        ImmutableArray<NetworkCard> present = [.. (await cards.ObserveAsync(cancellation)).Select(WithDomain)];
        // LXD is asked only when it can hold a card: at boot it is not there yet.
        var instance = lxd.HasAnswered || ContainerLives() ? await lxd.ObserveRunningAsync(cancellation) : null;
        var before = remembered.Read();
        var known = CardMerger.Remember(present, before, instance);
        return (new HostObservation(facts.Read() with { Cards = CardMerger.Merge(present, known, instance) }, instance), known);
    }

    private NetworkCard WithDomain(NetworkCard card) =>
        domain.Shared is { } pair && pair.Outside == card.Identity ? card with { SharesDomainWith = pair.Inside } : card;

    private static bool ContainerLives() =>
        Directory.Exists(HostPaths.ControlGroups) && Directory.EnumerateDirectories(HostPaths.ControlGroups, HostPaths.ContainerControlGroup).Any();

    private static bool IsIncomplete(GatewayConfig config, HostInventory inventory) =>
        RoleBinder.Bind(config, inventory.Cards).All.Any(static binding => binding.State == BindingState.Missing);

    private TimeSpan? Remaining() =>
        Patience - time.GetElapsedTime(_began) is var remaining && remaining > TimeSpan.Zero ? remaining : null;

    private async Task<ImmutableArray<string>> ChangesAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            return await trigger.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Nothing came in time.
            return [];
        }
    }
}

/// <param name="Instance">The container; null when there is none, or none that can run.</param>
public sealed record HostObservation(HostInventory Inventory, LxdObservedInstance? Instance);
