using Gateway.Agent.Commands;
using Gateway.Planning.Host;
using Gateway.Planning.Status;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Host;

/// <summary>
/// Has chrony look up and ask its servers again as soon as there is a way to them. It does so when it starts, which is long before the container
/// has an outside address, and then with growing pauses: with a clock that is years off, no signature holds until it has had four answers.
/// </summary>
public sealed partial class ClockWatch(HostBoard board, ICommandRunner commands, ILogger<ClockWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    private const string NoServer = "No such source";

    /// <summary>Ends with 0 at once when the clock follows a server.</summary>
    private static readonly Command Follows = Command.Of("chronyc", "-n", "waitsync", "1") with { Timeout = Timeout };

    /// <summary>Names that could not be looked up are looked up now.</summary>
    private static readonly Command LookUp = Command.Of("chronyc", "-n", "online") with { Timeout = Timeout };

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
            if ((await commands.RunAsync(Follows, cancellation)).ExitCode == 0)
                return;
            await commands.RunCheckedAsync(LookUp, cancellation);
            // There is nobody to ask where the operator wants the clock to run free, or as long as no name was looked up, which begins by asking.
            if (await commands.RunAsync(Ask, cancellation) is { ExitCode: not 0 } refused && !refused.Output.Contains(NoServer, StringComparison.Ordinal))
                throw CommandException.Failed(Ask, refused);
        }
        catch (CommandException e)
        {
            LogNotAsked(logger, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "having chrony ask for the time at once failed: {Reason}; it asks by itself later")]
    private static partial void LogNotAsked(ILogger logger, string reason);
}
