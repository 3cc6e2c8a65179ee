using Gateway.Agent.Reconcile;
using Gateway.Agent.Systemd;
using Gateway.Planning.Status;
using Microsoft.Extensions.Hosting;

namespace Gateway.Agent.Stack;

/// <summary>Keeps the line that <c>systemctl status</c> shows.</summary>
public sealed class StackStatusLine(Latest<StackReport> reports, ServiceNotifier notifier) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        StackReport? seen = null;
        while (true)
        {
            seen = await reports.NextAsync(seen, stoppingToken);
            notifier.Status(Line(seen));
        }
    }

    private static string Line(StackReport report)
    {
        var silent = report.Services.Where(static service => service.State is not ("answering" or "off")).Select(static service => service.Name);
        return report.Ready
            ? $"generation {report.Generation}, every service answers"
            : $"generation {report.Generation}, waiting for {string.Join(", ", silent.DefaultIfEmpty("a configuration"))}";
    }
}
