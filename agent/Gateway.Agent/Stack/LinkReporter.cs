using System.Text.Json;
using Gateway.Agent.Commands;
using Gateway.Agent.Events;
using Gateway.Agent.Links;
using Gateway.Agent.Reconcile;
using Gateway.Planning.Status;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Stack;

/// <summary>Reports the links as soon as one changes: a turn asks every service first, and can take long.</summary>
public sealed partial class LinkReporter(LinkWakeup wakeup, LinkObserver links, Latest<StackReport> reports, ILogger<LinkReporter> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await wakeup.WaitAsync(stoppingToken);
            try
            {
                var now = await links.ObserveAsync(stoppingToken);
                reports.Update(report => report with { Links = now });
            }
            catch (Exception e) when (e is CommandException or JsonException)
            {
                LogLook(logger, e.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "looking at the links failed: {Reason}; the next turn looks again, ignoring")]
    private static partial void LogLook(ILogger logger, string reason);
}
