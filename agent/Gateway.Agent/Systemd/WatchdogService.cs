using Gateway.Agent.Reconcile;
using Microsoft.Extensions.Hosting;

namespace Gateway.Agent.Systemd;

/// <summary>Feeds systemd's watchdog as long as the reconciler makes progress; an agent that hangs is then restarted by systemd.</summary>
public sealed class WatchdogService(ServiceNotifier notifier, TurnProgress progress, TimeProvider time) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Interval(Environment.GetEnvironmentVariable("WATCHDOG_USEC")) is not { } interval)
            return;
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            if (!progress.IsStuck)
                notifier.Watchdog();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Half of what systemd allows; null: no watchdog is asked for.</summary>
    internal static TimeSpan? Interval(string? microseconds) =>
        long.TryParse(microseconds, out var value) && value > 0 ? TimeSpan.FromMicroseconds(value / 2.0) : null;
}
