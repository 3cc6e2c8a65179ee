using System.Collections.Immutable;
using Gateway.Agent.Links;
using Gateway.Agent.Units;
using Gateway.Planning.Status;

namespace Gateway.Agent.Stack;

/// <summary>Reads what the container's report shows beside its services.</summary>
public sealed class StackObserver(LinkObserver links, UnitObserver units)
{
    public async Task<StackSurroundings> ObserveAsync(CancellationToken cancellation)
    {
        var failed = units.FailedAsync(cancellation);
        var observed = await links.ObserveAsync(cancellation);
        return new StackSurroundings(observed, await failed);
    }
}

public sealed record StackSurroundings(ImmutableArray<LinkReport> Links, ImmutableArray<string> FailedUnits);
