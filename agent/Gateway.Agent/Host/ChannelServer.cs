using System.Net.Sockets;
using Gateway.Agent.Control;
using Gateway.Agent.Events;
using Gateway.Planning.Status;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Host;

/// <summary>Listens for the container's agent, whose reports come as one line each. Nothing is ever sent to it.</summary>
public sealed partial class ChannelServer(
    string path,
    ContainerUser user,
    HostBoard board,
    Trigger trigger,
    ILogger<ChannelServer> logger) : BackgroundService
{
    /// <summary>The container's root is nobody special on the host, so the file's mode lets everybody; the kernel's word on who connects decides.</summary>
    private const UnixFileMode Everybody =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private const int LargestReport = 256 * 1024;

    /// <summary>The least time between two reports that are taken: each is whole, and each is written to every surface.</summary>
    private static readonly TimeSpan ReportPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Before the next connection after one that sent rubbish.</summary>
    private static readonly TimeSpan RubbishPause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var root = await user.Known.WaitAsync(stoppingToken);
        using var listener = new UnixListener(path, Everybody, [0, root]);
        while (true)
        {
            // One container, one connection: a new one waits until the old one's end was seen.
            using (var connection = await listener.AcceptAsync(stoppingToken))
                await ServeAsync(connection, stoppingToken);
            board.Report(null);
            trigger.Signal("the container's agent left");
        }
    }

    private async Task ServeAsync(Socket connection, CancellationToken cancellation)
    {
        try
        {
            await using var stream = new NetworkStream(connection);
            var lines = new LineReader(stream, LargestReport);
            var told = "";
            while (await lines.ReadLineAsync(cancellation) is { } line)
            {
                var report = StatusJson.ParseReport(line);
                board.Report(report);
                if (Essence(report) != told)
                    trigger.Signal("the container reports");
                told = Essence(report);
                await Task.Delay(ReportPause, cancellation);
            }
        }
        catch (IOException e)
        {
            LogConnection(logger, e.Message);
        }
        catch (Exception e) when (e is InvalidDataException or FormatException)
        {
            LogConnection(logger, e.Message);
            connection.Close();
            await Task.Delay(RubbishPause, cancellation);
        }
    }

    /// <summary>What the host acts on; each step of a service that starts is only shown. A card that is pulled out of the container is no event on the host.</summary>
    private static string Essence(StackReport report) => string.Join(
        ' ',
        [
            $"{report.Generation}",
            $"{report.Ready}",
            .. report.Conditions.Select(static condition => condition.Code),
            .. report.Links.Select(static link => $"{link.Name}={link.Mac}"),
        ]);

    [LoggerMessage(Level = LogLevel.Warning, Message = "the connection of the container's agent ended: {Reason}, ignoring")]
    private static partial void LogConnection(ILogger logger, string reason);
}
