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

    private const int LargestReport = 1 << 20;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var root = await user.Known.WaitAsync(stoppingToken);
        using var listener = new UnixListener(path, Everybody, [0, root]);
        while (true)
        {
            // One container, one connection: a new one waits until the old one's end was seen.
            using var connection = await listener.AcceptAsync(stoppingToken);
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
            while (await lines.ReadLineAsync(cancellation) is { } line)
            {
                board.Report(StatusJson.ParseReport(line));
                trigger.Signal("the container reports");
            }
        }
        catch (Exception e) when (e is IOException or System.Text.Json.JsonException or InvalidDataException or FormatException)
        {
            LogConnection(logger, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "the connection of the container's agent ended: {Reason}, ignoring")]
    private static partial void LogConnection(ILogger logger, string reason);
}
