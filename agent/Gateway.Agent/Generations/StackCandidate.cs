using Gateway.Agent.Files;
using Gateway.Agent.Host;
using Gateway.Planning.Plans;
using Gateway.Planning.Stack;
using Gateway.Planning.Status;

namespace Gateway.Agent.Generations;

/// <summary>Asks the container's agent what it thinks of a document, without handing it over.</summary>
public sealed class StackCandidate(HostBoard board, ContainerUser user, TimeProvider time, string path = HostPaths.Candidate)
{
    /// <summary>The checks of all daemons take seconds; a turn that waits for a unit's start can come before them.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    /// <summary>An agent that ended is started again within seconds.</summary>
    private static readonly TimeSpan ReturnLimit = TimeSpan.FromSeconds(20);

    /// <summary>Null: no agent of the container is there to be asked.</summary>
    /// <param name="document">What it would be handed.</param>
    /// <param name="isRunning">Whether the container runs; of one that does not, the turn that waits here is the cure.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <exception cref="TimeoutException">It did not answer.</exception>
    public async Task<CandidateReport?> AskAsync(StackDocument document, bool isRunning, CancellationToken cancellation)
    {
        if (board.Reports.Value is { Report: null } absent && !(isRunning && absent.HasLeft && await ReturnsAsync(absent, cancellation)))
            return null;
        var text = StackDocumentJson.ToText(document);
        using var deadline = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        AtomicFile.Write(path, text, Handover.OwnerOnly, user.Id is { } root ? (root, root) : null);
        try
        {
            return await AnswerAsync(ContentHash.Of(text), either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"the container's agent did not check its files within {Limit.TotalSeconds:0} s; nothing was changed. See `gateway logs stack`, then try again");
        }
        finally
        {
            AtomicFile.Remove(path);
        }
    }

    private async Task<bool> ReturnsAsync(ContainerReport absent, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(ReturnLimit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        try
        {
            return (await board.Reports.NextAsync(absent, either.Token)).Report is not null;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task<CandidateReport> AnswerAsync(string hash, CancellationToken cancellation)
    {
        ContainerReport? seen = null;
        while (true)
        {
            seen = await board.Reports.NextAsync(seen, cancellation);
            if (seen.Report is null)
                throw new TimeoutException("the container's agent left while it checked its files; nothing was changed. Try again");
            if (seen.Report.Candidate is { } candidate && candidate.Hash == hash)
                return candidate;
        }
    }
}
