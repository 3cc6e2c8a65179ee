using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Control;

/// <summary>One request line, one response line, then the connection ends.</summary>
public sealed partial class ControlConversation(IControlHandler handler, ILogger logger)
{
    public async Task ServeAsync(Socket connection, CancellationToken cancellation)
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
