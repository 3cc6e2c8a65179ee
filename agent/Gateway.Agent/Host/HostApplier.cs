using System.Collections.Immutable;
using Gateway.Agent.Cards;
using Gateway.Agent.Events;
using Gateway.Agent.Files;
using Gateway.Agent.Reconcile;
using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;
using Gateway.Planning.Host;
using Gateway.Planning.Host.Lxd;

namespace Gateway.Agent.Host;

/// <summary>Brings the host to its desired state: cards, then files, units and LXD's objects side by side.</summary>
public sealed class HostApplier(
    LinkApplier links,
    StateTurn state,
    LxdTurn lxd,
    BridgeAddress bridge,
    Handover handover,
    DomainWatch domain,
    Trigger trigger)
{
    /// <param name="config">What the operator wants.</param>
    /// <param name="desired">What follows from it.</param>
    /// <param name="observation">What is there.</param>
    /// <param name="whole">True: no file or unit is touched when a daemon refuses its file.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    public async Task<StateOutcome> ApplyAsync(
        GatewayConfig config, HostDesired desired, HostObservation observation, bool whole, CancellationToken cancellation)
    {
        var released = CardRelease.RolesOf(desired.Lxd.Instance, observation.Instance);
        // Cards get their names once the container has let go of the ones that it is to lose.
        if (released.IsEmpty)
            await links.ApplyAsync(LinkPlanner.Plan(desired.Links), cancellation);
        // The cards have their names from here on, so that they can be probed while LXD is still starting.
        domain.Follow(released.IsEmpty ? desired.Bindings.Pair : null);
        var applied = ApplyStateAsync(desired.State, whole, cancellation);
        await Task.WhenAll(applied, ServeAsync(desired, released, cancellation));
        await bridge.KeepAsync(SegmentDefaults.HostAddress(config), cancellation);
        if (!released.IsEmpty)
            trigger.Signal($"the container has let go of {string.Join(" and ", released)}");
        return await applied with { Pending = !released.IsEmpty };
    }

    /// <summary>Without a configuration: has every card listen, so that the operator sees what is where.</summary>
    public Task ListenAsync(ImmutableArray<NetworkCard> cards, CancellationToken cancellation) =>
        links.ApplyAsync(LinkPlanner.Plan(LinkGoals.Listening(cards)), cancellation);

    /// <summary>Lets the host's daemons check their files; changes nothing.</summary>
    /// <exception cref="FileCheckException">One refuses.</exception>
    public async Task CheckAsync(HostDesired desired, CancellationToken cancellation) =>
        await state.CheckAsync(await state.PlanAsync(desired.State, cancellation), cancellation);

    /// <summary>All that <see cref="ApplyAsync"/> would do, one line a change.</summary>
    public async Task<ImmutableArray<string>> PlanAsync(HostDesired desired, HostObservation observation, CancellationToken cancellation)
    {
        var released = CardRelease.RolesOf(desired.Lxd.Instance, observation.Instance);
        var objects = await lxd.PlanAsync(desired.Lxd, released, cancellation);
        var planned = await state.PlanAsync(desired.State, cancellation);
        return
        [
            .. LinkPlanner.Plan(desired.Links).Select(static change => change.ToText()),
            .. handover.IsGiven(desired.Stack) ? [] : new[] { $"change {HostPaths.Document}" },
            .. planned.Plan.Changes.Select(static change => change.ToText()),
            .. objects.Select(static change => change.ToText()),
        ];
    }

    private async Task<StateOutcome> ApplyStateAsync(DesiredState desired, bool whole, CancellationToken cancellation) =>
        await state.ApplyAsync(await state.PlanAsync(desired, cancellation), whole, cancellation);

    /// <summary>The container finds its document when it starts; one that runs gets the next one at once.</summary>
    private async Task ServeAsync(HostDesired desired, ImmutableArray<string> released, CancellationToken cancellation)
    {
        handover.Give(desired.Stack);
        await lxd.ApplyAsync(desired.Lxd, released, () => handover.Give(desired.Stack), cancellation);
    }
}
