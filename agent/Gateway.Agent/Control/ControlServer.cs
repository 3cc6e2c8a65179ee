using System.Collections.Immutable;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Control;

/// <summary>Serves the operator's command on a unix socket: one request line, one response line, then the connection ends.</summary>
public sealed partial class ControlServer(
    string path,
    ImmutableHashSet<uint> users,
    IControlHandler handler,
    ILogger<ControlServer> logger) : BackgroundService
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private UnixListener? _listener;

    public static ImmutableHashSet<uint> RootOnly { get; } = [0];

    /// <summary>Listens before the agent says that it is ready.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        _listener = new UnixListener(path, OwnerOnly, users);
        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _listener?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
            _ = ServeAsync(await _listener!.AcceptAsync(stoppingToken), stoppingToken);
    }

    private async Task ServeAsync(Socket connection, CancellationToken cancellation)
    {
        try
        {
            await using var stream = new NetworkStream(connection, ownsSocket: true);
            using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            deadline.CancelAfter(ControlSocket.RequestTimeout);
            if (await new LineReader(stream, ControlSocket.MessageLimit).ReadLineAsync(deadline.Token) is not { } line)
                return;
            var response = await AnswerAsync(line, cancellation);
            var bytes = JsonSerializer.SerializeToUtf8Bytes(response, ControlJson.Default.ControlResponse);
            await stream.WriteAsync((byte[])[.. bytes, (byte)'\n'], cancellation);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or OperationCanceledException)
        {
            LogConnection(logger, e.Message);
        }
    }

    private async Task<ControlResponse> AnswerAsync(string line, CancellationToken cancellation)
    {
        ControlRequest? request;
        try
        {
            request = JsonSerializer.Deserialize(line, ControlJson.Default.ControlRequest);
        }
        catch (JsonException e)
        {
            return ControlResponse.Failed(ExitCode.Usage, $"the request is no valid JSON: {e.Message}");
        }
        if (request is not { Version: ControlRequest.CurrentVersion })
            return ControlResponse.Failed(ExitCode.Usage, $"this agent speaks version {ControlRequest.CurrentVersion} of the protocol");
        try
        {
            return await handler.HandleAsync(request, cancellation);
        }
        // An operator's question must not end the agent, whatever is wrong.
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            return ControlResponse.Failed(ExitCode.Failed, e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "a connection to the control socket ended: {Reason}, ignoring")]
    private static partial void LogConnection(ILogger logger, string reason);
}
