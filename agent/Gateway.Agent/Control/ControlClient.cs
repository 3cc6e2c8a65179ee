using System.Net.Sockets;
using System.Text.Json;

namespace Gateway.Agent.Control;

/// <summary>Asks the running agent.</summary>
public sealed class ControlClient(string path)
{
    public async Task<ControlResponse> AskAsync(ControlRequest request, CancellationToken cancellation)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        if (await ConnectAsync(socket, cancellation) is { } refused)
            return refused;
        await using var stream = new NetworkStream(socket);
        try
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(request, ControlJson.Default.ControlRequest);
            await stream.WriteAsync((byte[])[.. bytes, (byte)'\n'], cancellation);
            var line = await new LineReader(stream, ControlSocket.MessageLimit).ReadLineAsync(cancellation);
            return line is null
                ? ControlResponse.Failed(ExitCode.Failed, "the agent closed the connection without an answer: look at `gateway logs`")
                : JsonSerializer.Deserialize(line, ControlJson.Default.ControlResponse)!;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or JsonException)
        {
            return ControlResponse.Failed(ExitCode.Failed, $"asking the agent failed: {e.Message}; look at `gateway logs`");
        }
    }

    private async Task<ControlResponse?> ConnectAsync(Socket socket, CancellationToken cancellation)
    {
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation);
            return null;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AccessDenied)
        {
            return ControlResponse.Failed(ExitCode.NotAllowed, "only root may ask the agent: try again as root");
        }
        catch (SocketException e)
        {
            return ControlResponse.Failed(
                ExitCode.AgentNotRunning,
                $"the agent does not listen on {path} ({e.Message}): see `systemctl status 'gateway-*'` and `gateway logs`");
        }
    }
}
