using System.Collections.Immutable;
using Gateway.Agent.Reconcile;
using Gateway.Planning.Status;

namespace Gateway.Agent.Stack;

/// <summary>Before each turn: what would change with the document that the host wants to have checked, and do the daemons accept it?</summary>
public sealed class CandidateReconciler(
    StackReconciler inner, CandidateReader candidates, StackTurn turn, Latest<StackReport> reports) : IReconciler
{
    /// <summary>Characters; escaped, each may take six bytes of the 16 KiB that the host reads of one text.</summary>
    private const int LongestRefusal = 2500;

    private CandidateReport? _answer;

    public async Task ReconcileAsync(ImmutableArray<string> reasons, CancellationToken cancellation)
    {
        if (await candidates.ReadAsync(cancellation) is not { } candidate)
            _answer = null;
        else if (_answer?.Hash != candidate.Hash)
            _answer = await AnswerAsync(candidate, cancellation);
        PublishAnswer();
        await inner.ReconcileAsync(reasons, cancellation);
        // The turn's own report does not know of it.
        PublishAnswer();
    }

    public async Task ReportFailureAsync(Exception failure, CancellationToken cancellation)
    {
        await inner.ReportFailureAsync(failure, cancellation);
        PublishAnswer();
    }

    private async Task<CandidateReport> AnswerAsync(CandidateDocument candidate, CancellationToken cancellation)
    {
        try
        {
            var planned = await turn.PlanAsync(candidate.Read(), cancellation);
            await turn.CheckAsync(planned, cancellation);
            return new CandidateReport(candidate.Hash, [.. planned.Plan.Changes.Select(static change => change.ToText())], null);
        }
        // Whatever is wrong with it is the answer: what runs is served all the same.
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            return new CandidateReport(candidate.Hash, [], e.Message.Length <= LongestRefusal ? e.Message : e.Message[..LongestRefusal] + " …");
        }
    }

    private void PublishAnswer()
    {
        if (reports.Value.Candidate != _answer)
            reports.Update(last => last with { Candidate = _answer });
    }
}
