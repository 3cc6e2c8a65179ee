using Gateway.Agent.Control;
using Gateway.Agent.Names;
using Gateway.Agent.Reconcile;
using Gateway.Agent.Systemd;
using Gateway.Planning.Names;
using Gateway.Planning.Status;

namespace Gateway.Agent.Stack;

/// <summary>Answers the operator inside the container.</summary>
public sealed class StackQueries(
    StackDocumentReader documents,
    StackTurn turn,
    Latest<StackReport> reports,
    KernelClock clock,
    ReleaseFile release,
    LeasesSource leases) : IAgentQueries
{
    public StatusDocument Status() => StackStatus.ToDocument(reports.Value, release.Read(), clock.Seconds);

    public Task<LeasesDocument> LeasesAsync(CancellationToken cancellation) => leases.ReadAsync(cancellation);

    public async Task<PlanDocument> PlanAsync(CancellationToken cancellation)
    {
        if (await documents.ReadAsync(cancellation) is not { } document)
            throw new FileNotFoundException($"there is no {documents.Path}, so there is nothing to plan");
        var planned = await turn.PlanAsync(document, cancellation);
        return new PlanDocument([.. planned.Plan.Changes.Select(static change => change.ToText())]);
    }
}
