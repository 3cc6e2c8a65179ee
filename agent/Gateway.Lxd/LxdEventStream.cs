using System.Net.WebSockets;
using System.Text.Json;
using Gateway.Lxd.Api;
using Gateway.Lxd.Wire;

namespace Gateway.Lxd;

/// <summary>LXD's lifecycle events, from the moment it was opened.</summary>
public sealed class LxdEventStream : IDisposable
{
    private const int LargestMessage = 1 << 20;
    private readonly WebSocket socket;

    internal LxdEventStream(WebSocket socket)
    {
        this.socket = socket;
    }

    public void Dispose() => socket.Dispose();

    /// <summary>Ends when LXD goes away.</summary>
    public async IAsyncEnumerable<LxdEvent> ReadAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        while (await ReadMessageAsync(cancellation) is { } message)
        {
            var read = JsonSerializer.Deserialize(message, LxdJson.Default.LxdEventMessage);
            if (read is { Type: "lifecycle", Metadata: { } body })
                yield return new LxdEvent(body.Action, body.Source);
        }
    }

    private async Task<byte[]?> ReadMessageAsync(CancellationToken cancellation)
    {
        using var message = new MemoryStream();
        var buffer = new byte[4096];
        for (; ; )
        {
            WebSocketReceiveResult part;
            try
            {
                part = await socket.ReceiveAsync(buffer, cancellation);
            }
            catch (WebSocketException)
            {
                return null;
            }

            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            message.Write(buffer, 0, part.Count);
            if (message.Length > LargestMessage)
                throw new LxdException("GET /1.0/events", "an event is larger than 1 MiB");
            if (part.EndOfMessage)
                return message.ToArray();
        }
    }
}
