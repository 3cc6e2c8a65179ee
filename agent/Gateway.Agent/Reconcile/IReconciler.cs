using System.Collections.Immutable;

namespace Gateway.Agent.Reconcile;

/// <summary>Brings its machine to the desired state; told by events when to look again.</summary>
public interface IReconciler
{
    /// <summary>One full turn. Idempotent: a second one without a change in between does nothing.</summary>
    Task ReconcileAsync(ImmutableArray<string> reasons, CancellationToken cancellation);

    /// <summary>Shows on every surface that a turn failed; the next event, or a pause, brings the next turn.</summary>
    Task ReportFailureAsync(Exception failure, CancellationToken cancellation);
}
