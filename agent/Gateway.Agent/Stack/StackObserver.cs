using System.Collections.Immutable;
using Gateway.Agent.Authority;
using Gateway.Agent.Links;
using Gateway.Agent.Units;
using Gateway.Planning.Authority;
using Gateway.Planning.Status;

namespace Gateway.Agent.Stack;

/// <summary>Reads what the container's report shows beside its services.</summary>
public sealed class StackObserver(LinkObserver links, UnitObserver units, AuthorityReportFile authority)
{
    /// <summary>What the services stand on and no service tells of.</summary>
    private static readonly string[] Foundations = ["gateway-agent-stack.service"];

    public async Task<StackSurroundings> ObserveAsync(CancellationToken cancellation)
    {
        var reading = units.HealthAsync(Foundations, cancellation);
        var observed = await links.ObserveAsync(cancellation);
        var health = await reading;
        return new StackSurroundings(observed, health.Failed, health.Restarted, authority.Read());
    }
}

public sealed record StackSurroundings(
    ImmutableArray<LinkReport> Links, ImmutableArray<string> FailedUnits, ImmutableArray<UnitRestarts> RestartedUnits, AuthorityReport Authority)
{
    public ImmutableArray<Condition> Conditions => Authority is { Problem: { } code, Text: { } text } ? [new Condition(code, "error", text)] : [];
}
