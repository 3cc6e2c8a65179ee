using Gateway.Agent.Reconcile;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Events;

/// <summary>Keeps the event sources of an agent running.</summary>
public sealed partial class EventPump(IEnumerable<IEventSource> sources, Trigger trigger, TimeProvider time, ILogger<EventPump> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(sources.Select(source => KeepAsync(source, stoppingToken)));

    private async Task KeepAsync(IEventSource source, CancellationToken cancellation)
    {
        var pause = new GrowingPause(FirstPause, LongestPause);
        while (true)
        {
            var began = time.GetTimestamp();
            var reason = await RunAsync(source, cancellation);
            if (cancellation.IsCancellationRequested)
                return;
            if (time.GetElapsedTime(began) > LongestPause)
                pause.Reset();
            LogEnded(logger, source.Name, reason, pause.Next.TotalSeconds);
            // The source of events itself is gone: there is no event to wait for. What is missed is looked for when it stands again.
            await Task.Delay(pause.Take(), time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<string> RunAsync(IEventSource source, CancellationToken cancellation)
    {
        try
        {
            await source.RunAsync(trigger, cancellation);
            return "it ended";
        }
        // A source may fail in any way that the kernel or a program offers; the outcome is the same: start it again.
        catch (Exception e)
        {
            return e.Message;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "watching {Source} stopped: {Reason}; starting it again in {Seconds} s")]
    private static partial void LogEnded(ILogger logger, string source, string reason, double seconds);
}
