using System.Collections.Immutable;
using Gateway.Agent.Links;
using Gateway.Agent.Units;
using Gateway.Planning.Status;

namespace Gateway.Agent.Stack;

/// <summary>Reads what the container's report shows beside its services.</summary>
public sealed class StackObserver(LinkObserver links, UnitObserver units)
{
    /// <summary>What the services stand on and no service tells of.</summary>
    private static readonly string[] Foundations = ["gateway-agent-stack.service"];

    public async Task<StackSurroundings> ObserveAsync(CancellationToken cancellation)
    {
        var reading = units.HealthAsync(Foundations, cancellation);
        var observed = await links.ObserveAsync(cancellation);
        var health = await reading;
        return new StackSurroundings(observed, health.Failed, health.Restarted);
    }
}

public sealed record StackSurroundings(
    ImmutableArray<LinkReport> Links, ImmutableArray<string> FailedUnits, ImmutableArray<UnitRestarts> RestartedUnits);
