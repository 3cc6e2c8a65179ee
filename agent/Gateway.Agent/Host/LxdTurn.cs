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

    public async Task ApplyAsync(LxdDesired desired, ImmutableArray<string> released, CancellationToken cancellation)
    {
        await applier.ApplyAsync(await PlanAsync(desired, released, cancellation), cancellation);
        // Tells who the container's root is, as soon as there is one.
        await observer.ObserveRunningAsync(cancellation);
    }
}
