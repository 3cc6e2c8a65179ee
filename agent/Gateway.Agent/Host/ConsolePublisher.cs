using System.Globalization;
using Gateway.Agent.Systemd;
using Gateway.Planning.Status;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Host;

/// <summary>Shows each status on the screen, on the serial console and, where there is one, on the status port.</summary>
public sealed partial class ConsolePublisher(
    HostBoard board,
    KernelClock clock,
    ServiceNotifier notifier,
    ILogger<ConsolePublisher> logger,
    string screen = HostPaths.Screen,
    string serial = HostPaths.Serial,
    string port = HostPaths.StatusPort) : BackgroundService
{
    private const string ClearScreen = "\u001b[H\u001b[2J\u001b[3J";

    /// <summary>Kept over a restart of the agent: READY is said once a boot.</summary>
    private const string ReadyMark = "/run/gateway/ready";

    private string _shown = "";

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
        var text = StatusScreen.Render(status);
        if (text != _shown)
        {
            Write(screen, ClearScreen + text, wait: true);
            Write(serial, "\n" + text, wait: true);
            _shown = text;
        }

        if (status.Ready)
            SayReadyOnce();
        notifier.Status(status.Ready ? $"generation {status.Generation}, every service answers" : "not everything answers; see gateway status");
    }

    private void SayReadyOnce()
    {
        if (File.Exists(ReadyMark))
            return;
        Machine(string.Create(CultureInfo.InvariantCulture, $"GATEWAY-READY t={clock.Seconds:0.0}\n"));
        File.WriteAllText(ReadyMark, "");
    }

    private void Machine(string line)
    {
        Write(serial, line, wait: true);
        if (File.Exists(port))
            Write(port, line, wait: false);
    }

    private void Write(string path, string text, bool wait)
    {
        try
        {
            Terminal.Write(path, text, wait);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            LogWrite(logger, path, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "showing the status on {Path} failed: {Reason}, ignoring")]
    private static partial void LogWrite(ILogger logger, string path, string reason);
}
