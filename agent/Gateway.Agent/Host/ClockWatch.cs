using Gateway.Agent.Commands;
using Gateway.Planning.Host;
using Gateway.Planning.Status;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Host;

/// <summary>
/// Has chrony ask its servers again as soon as there is a way to them. It asks eight times when it starts, which is long before the container
/// has an outside address, and then once a minute: with a clock that is years off, no signature holds until it has had four answers.
/// </summary>
public sealed partial class ClockWatch(HostBoard board, ICommandRunner commands, ILogger<ClockWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    /// <summary>Ends with 0 at once when the clock follows a server.</summary>
    private static readonly Command Follows = Command.Of("chronyc", "-n", "waitsync", "1") with { Timeout = Timeout };

    /// <summary>Four good answers, after eight questions at most.</summary>
    private static readonly Command Ask = Command.Of("chronyc", "-n", "burst", "4/8") with { Timeout = Timeout };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ContainerReport? seen = null;
        var had = false;
        while (true)
        {
            seen = await board.Reports.NextAsync(seen, stoppingToken);
            var has = HasWayOut(seen.Report);
            if (has && !had)
                await AskAsync(stoppingToken);
            had = has;
        }
    }

    private static bool HasWayOut(StackReport? report) =>
        report?.Links.Any(static link => link is { Name: HostNames.Outside, Addresses.IsEmpty: false, Router: not null }) == true;

    private async Task AskAsync(CancellationToken cancellation)
    {
        try
        {
            if ((await commands.RunAsync(Follows, cancellation)).ExitCode != 0)
                await commands.RunCheckedAsync(Ask, cancellation);
        }
        catch (CommandException e)
        {
            LogNotAsked(logger, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "having chrony ask for the time at once failed: {Reason}; it asks by itself within a minute or so")]
    private static partial void LogNotAsked(ILogger logger, string reason);
}
