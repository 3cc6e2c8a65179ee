using System.Collections.Immutable;
using Gateway.Planning.Host.Lxd;

namespace Gateway.Agent.Host;

/// <summary>LXD's objects: observe, compare, apply.</summary>
public sealed class LxdTurn(LxdObserver observer, LxdApplier applier)
{
    /// <param name="released">Roles whose device is taken away first; see <see cref="CardRelease"/>.</param>
    public async Task<ImmutableArray<LxdChange>> PlanAsync(
        LxdDesired desired, ImmutableArray<string> released, CancellationToken cancellation) =>
        LxdPlanner.Plan(
            desired with { Instance = CardRelease.Without(desired.Instance, released) },
            await observer.ObserveAsync(cancellation));

    /// <param name="desired">What is wanted.</param>
    /// <param name="released">As in <see cref="PlanAsync"/>.</param>
    /// <param name="beforeStart">Called when the container is there, and before it starts.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    public async Task ApplyAsync(LxdDesired desired, ImmutableArray<string> released, Action beforeStart, CancellationToken cancellation)
    {
        var changes = await PlanAsync(desired, released, cancellation);
        await applier.ApplyAsync([.. changes.Where(static change => change is not LxdChange.StartInstance)], cancellation);
        // Tells who the container's root is, as soon as there is one.
        await observer.ObserveRunningAsync(cancellation);
        beforeStart();
        await applier.ApplyAsync([.. changes.Where(static change => change is LxdChange.StartInstance)], cancellation);
    }
}
