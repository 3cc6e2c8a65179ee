using System.Collections.Immutable;
using Gateway.Agent.Hosting;
using Gateway.Agent.Probes;
using Gateway.Agent.Reconcile;
using Gateway.Planning.Status;

namespace Gateway.Agent.Stack;

/// <summary>Turns <c>stack.json</c> into the files and units of the container's daemons, and reports what they are worth.</summary>
public sealed class StackReconciler(
    StackDocumentReader documents,
    StackTurn turn,
    ServiceWatch watch,
    ServedState served,
    InsideWatch inside,
    Latest<StackReport> reports,
    WholeGeneration whole,
    LogThreshold threshold) : IReconciler
{
    /// <summary>What the end or the start of Knot is signalled as.</summary>
    private const string NameServer = "unit knot.service";

    private int? _generation;

    public async Task ReconcileAsync(ImmutableArray<string> reasons, CancellationToken cancellation)
    {
        if (await documents.ReadAsync(cancellation) is not { } document)
        {
            reports.Publish(StackReports.Idle(documents.Path));
            return;
        }

        _generation = document.Generation;
        threshold.Follow(document.Logging);
        var planned = await turn.PlanAsync(document, cancellation);
        reports.Update(last => StackReports.Beginning(document, last, planned.Desired));
        // A switch on a container that serves is whole or not at all; one that boots serves what it can.
        var outcome = await turn.ApplyAsync(planned, whole.IsSwitch(document.Generation), cancellation);
        if (outcome.Refusals.IsEmpty)
            whole.Keep(document.Generation);
        if (outcome.IsComplete)
            served.Keep(document, planned.Desired);
        inside.Follow(document, compare: outcome.Changed || reasons.Contains(NameServer));
        var services = await watch.AskAsync(planned, outcome.Changed, cancellation);
        var surroundings = await turn.SurroundingsAsync(cancellation);
        reports.Publish(StackReports.AfterTurn(document, planned.Desired, surroundings, inside.Described(services), outcome) with
        {
            Conditions = [.. planned.Desired.Conditions, .. outcome.Conditions, .. inside.Conditions, .. surroundings.Conditions],
        });
    }

    public Task ReportFailureAsync(Exception failure, CancellationToken cancellation)
    {
        reports.Update(last => StackReports.AfterFailure(last, _generation, failure));
        return Task.CompletedTask;
    }
}
