using Gateway.Agent.Names;
using Gateway.Agent.Reconcile;
using Gateway.Planning.Secrets;
using Gateway.Planning.Stack;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Stack;

/// <summary>Document → desired state → plan; carries it out.</summary>
public sealed partial class StackTurn(LeaseObserver leases, NameKey nameKey, CertificateObserver certificates, StateTurn state, StackObserver surroundings, ILogger<StackTurn> logger)
{
    public async Task<StatePlan> PlanAsync(StackDocument document, CancellationToken cancellation)
    {
        var observation = await leases.ObserveAsync(document.Outside.Interface, cancellation);
        return await state.PlanAsync(StackPlanner.Plan(document, observation with { NameKey = Key(), ServedCertificates = certificates.Observe() }), cancellation);
    }

    /// <summary>Null: it can be neither read nor made, and only the names of leases wait for it.</summary>
    private Secret? Key()
    {
        try
        {
            return nameKey.Read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogNoKey(logger, nameKey.Path, e.Message);
            return null;
        }
    }

    /// <summary>Lets every daemon check its new files; changes nothing.</summary>
    /// <exception cref="Files.FileCheckException">A daemon refuses its file.</exception>
    public Task CheckAsync(StatePlan planned, CancellationToken cancellation) => state.CheckAsync(planned, cancellation);

    /// <param name="planned">What is to be done.</param>
    /// <param name="whole">True: nothing is done when a daemon refuses its file.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    public Task<StateOutcome> ApplyAsync(StatePlan planned, bool whole, CancellationToken cancellation) => state.ApplyAsync(planned, whole, cancellation);

    public Task<StackSurroundings> SurroundingsAsync(CancellationToken cancellation) => surroundings.ObserveAsync(cancellation);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the key of the names of leases in {Path} cannot be had: {Reason}; leases get no names until it can")]
    private static partial void LogNoKey(ILogger logger, string path, string reason);
}
