using System.Globalization;
using Gateway.Agent.Systemd;
using Gateway.Planning.Status;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Host;

/// <summary>Shows each status on the screen, on the serial console and, where there is one, on the status port. None of them waits for another.</summary>
public sealed partial class ConsolePublisher(
    HostBoard board,
    KernelClock clock,
    ServiceNotifier notifier,
    ILogger<ConsolePublisher> logger,
    string screen = HostPaths.Screen,
    string serial = HostPaths.Serial,
    string port = HostPaths.StatusPort,
    string marks = HostPaths.Run) : BackgroundService
{
    private const string ClearScreen = "\u001b[H\u001b[2J\u001b[3J";
    private const string Invitation = "\nPress Enter for the menu.\n";

    /// <summary>Kept over a restart of the agent: READY is said once a boot.</summary>
    private const string ReadyMark = "ready";

    private readonly TerminalOutlet _screen = new(screen, logger);
    private readonly TerminalOutlet _serial = new(serial, logger);
    private readonly TerminalOutlet _port = new(port, logger, wait: false);
    private string _shown = "";
    private bool _saidReady;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = HostBoard.Initial;
        while (true)
        {
            seen = await board.Changes.NextAsync(seen, stoppingToken);
            Show(seen);
        }
    }

    private void Show(StatusDocument status)
    {
        Machine($"GATEWAY-STATUS {StatusJson.ToText(status)}\n");
        var text = StatusScreen.Render(status) + Invitation;
        if (text != _shown)
        {
            ShowPage(_screen, screen, ClearScreen + text);
            ShowPage(_serial, serial, "\n" + text);
            _shown = text;
        }

        if (status.Ready)
            SayReadyOnce();
        notifier.Status(status.Ready ? $"generation {status.Generation}, every service answers" : "not everything answers; see gateway status");
    }

    private void SayReadyOnce()
    {
        var mark = Path.Join(marks, ReadyMark);
        if (_saidReady || File.Exists(mark))
            return;
        _saidReady = true;
        Machine(string.Create(CultureInfo.InvariantCulture, $"GATEWAY-READY t={clock.Seconds:0.0}\n"));
        try
        {
            File.WriteAllText(mark, "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogMark(logger, mark, e.Message);
        }
    }

    private void Machine(string line)
    {
        _serial.Say(line);
        if (File.Exists(port))
            _port.Say(line);
    }

    /// <summary>Where somebody uses the menu the page would be written over it; leaving the menu shows the status.</summary>
    private void ShowPage(TerminalOutlet outlet, string path, string page)
    {
        if (!File.Exists(Path.Join(marks, $"menu-{Path.GetFileName(path)}")))
            outlet.Show(page);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "writing {Mark} failed: {Reason}, ignoring; an agent that is started again says READY again")]
    private static partial void LogMark(ILogger logger, string mark, string reason);
}
