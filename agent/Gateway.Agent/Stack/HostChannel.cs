using System.Net.Sockets;
using System.Text;
using Gateway.Agent.Reconcile;
using Gateway.Planning.Status;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Stack;

/// <summary>Sends each report to the host's agent, one line of JSON a report, whenever that agent listens. Without one the container simply serves.</summary>
public sealed partial class HostChannel(string socketPath, Latest<StackReport> reports, ILogger<HostChannel> logger) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = new GrowingPause(FirstPause, LongestPause);
        while (!stoppingToken.IsCancellationRequested)
        {
            using var appearance = new HostSocketAppearance(socketPath);
            var talked = await TalkAsync(stoppingToken);
            // The file appears with bind, a moment before listen, and a host that died leaves its file behind: so the
            // wait for the file's appearance is bounded.
            if (await appearance.WaitAsync(pause.Take(), stoppingToken) || talked)
                pause.Reset();
        }
    }

    /// <summary>True when there was a connection.</summary>
    private async Task<bool> TalkAsync(CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellation);
        }
        catch (SocketException)
        {
            return false;
        }
        LogConnected(logger);
        try
        {
            await SendAsync(socket, cancellation);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            LogDisconnected(logger, e.Message);
        }
        return true;
    }

    private async Task SendAsync(Socket socket, CancellationToken cancellation)
    {
        using var closed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var end = WatchEndAsync(socket, closed);
        StackReport? seen = null;
        var sent = "";
        try
        {
            while (true)
            {
                seen = await reports.NextAsync(seen, closed.Token);
                var line = StatusJson.ToText(seen) + "\n";
                if (line == sent)
                    continue;
                await new NetworkStream(socket).WriteAsync(Encoding.UTF8.GetBytes(line), closed.Token);
                sent = line;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException(await end);
        }
    }

    /// <summary>The host sends nothing, so whatever the socket gives is its end.</summary>
    private static async Task<string> WatchEndAsync(Socket socket, CancellationTokenSource closed)
    {
        try
        {
            await socket.ReceiveAsync(new byte[1], closed.Token);
            return "the host's agent closed the connection";
        }
        catch (SocketException e)
        {
            return e.Message;
        }
        catch (OperationCanceledException)
        {
            return "cancelled";
        }
        finally
        {
            await closed.CancelAsync();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "reporting to the host's agent")]
    private static partial void LogConnected(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "the host's agent is gone ({Reason}); waiting for it")]
    private static partial void LogDisconnected(ILogger logger, string reason);
}
