using System.Collections.Immutable;
using Gateway.Agent.Events;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Reconcile;

/// <summary>The loop of both agents: wait until something may have changed, then do one turn.</summary>
public sealed partial class ReconcilerService(
    IReconciler reconciler,
    Trigger trigger,
    TurnProgress progress,
    ILogger<ReconcilerService> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly GrowingPause _pause = new(FirstPause, LongestPause);
    private string? _lastFailure;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await TurnAsync(["start"], stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
            await TurnAsync(await trigger.WaitAsync(stoppingToken), stoppingToken);
    }

    /// <summary>The one place that catches everything: whatever goes wrong in a turn, the agent shows it and goes on.</summary>
    private async Task TurnAsync(ImmutableArray<string> reasons, CancellationToken cancellation)
    {
        progress.Begin();
        try
        {
            LogTurn(logger, string.Join(", ", reasons));
            await reconciler.ReconcileAsync(reasons, cancellation);
            _pause.Reset();
            _lastFailure = null;
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            LogOnce(e);
            await ReportAsync(e, cancellation);
            // What failed may heal without an event that the agent sees, so it is tried again, ever more rarely.
            trigger.SignalAfter(_pause.Take(), "the last turn failed");
        }
        finally
        {
            progress.End();
        }
    }

    /// <summary>What stays wrong for hours is not written to the journal once a minute.</summary>
    private void LogOnce(Exception failure)
    {
        if (_lastFailure == failure.Message)
            return;
        _lastFailure = failure.Message;
        LogFailure(logger, failure);
    }

    private async Task ReportAsync(Exception failure, CancellationToken cancellation)
    {
        try
        {
            await reconciler.ReportFailureAsync(failure, cancellation);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            LogReportFailure(logger, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "turn: {Reasons}")]
    private static partial void LogTurn(ILogger logger, string reasons);

    [LoggerMessage(Level = LogLevel.Error, Message = "a turn failed; it is tried again, at least once a minute")]
    private static partial void LogFailure(ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "reporting the failed turn failed, ignoring")]
    private static partial void LogReportFailure(ILogger logger, Exception exception);
}
