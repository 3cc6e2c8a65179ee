using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;

namespace Gateway.Lxd.Tests;

/// <summary>An HTTP server on a unix socket that gives scripted answers and notes what it was asked.</summary>
internal sealed class FakeLxd : IAsyncDisposable
{
    /// <summary>An answer that never comes.</summary>
    public const string Silence = "";

    private readonly string directory = Directory.CreateTempSubdirectory("fake-lxd").FullName;
    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string>> answers = new();
    private readonly ConcurrentQueue<string> requests = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentBag<Task> connections = [];
    private Task accepting = Task.CompletedTask;

    public string SocketPath => Path.Combine(directory, "unix.socket");

    /// <summary>One line a request: method, path, and the body if there is one.</summary>
    public string[] Requests => [.. requests];

    /// <summary>Events sent to every websocket that is opened.</summary>
    public string[] Events { get; init; } = [];

    public FakeLxd Listen()
    {
        listener.Bind(new UnixDomainSocketEndPoint(SocketPath));
        listener.Listen();
        accepting = AcceptAsync();
        return this;
    }

    /// <summary>Answers come in the order given; the last one stays.</summary>
    public FakeLxd Answer(string request, params string[] bodies)
    {
        answers[request] = new ConcurrentQueue<string>(bodies);
        return this;
    }

    public static string Sync(string metadata) =>
        $$"""{"type":"sync","status":"Success","status_code":200,"operation":"","error_code":0,"error":"","metadata":{{metadata}}}""";

    public static string Async(string id) =>
        $$"""{"type":"async","status":"Operation created","status_code":100,"operation":"/1.0/operations/{{id}}","error_code":0,"error":"","metadata":{"id":"{{id}}","status_code":103} }""";

    public static string Error(int code, string text) =>
        $$"""{"type":"error","status":"","status_code":0,"operation":"","error_code":{{code}},"error":"{{text}}","metadata":null}""";

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Dispose();
        await accepting;
        await Task.WhenAll(connections);
        stopping.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    private async Task AcceptAsync()
    {
        try
        {
            for (; ; )
                connections.Add(ServeAsync(await listener.AcceptAsync(stopping.Token)));
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task ServeAsync(Socket accepted)
    {
        try
        {
            await using var stream = new NetworkStream(accepted, ownsSocket: true);
            while (await FakeRequest.ReadAsync(stream, stopping.Token) is { } request)
            {
                requests.Enqueue(request.Body.Length == 0 ? request.Line : $"{request.Line} {request.Body}");
                if (request.WebSocketKey is { } key)
                {
                    await ServeEventsAsync(stream, key);
                    return;
                }

                if (Next(request.Line) is not Silence and var body)
                    await WriteAsync(stream, body);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or WebSocketException)
        {
        }
    }

    private string Next(string request)
    {
        if (!answers.TryGetValue(request, out var queue) || !queue.TryPeek(out var answer))
            return Error(404, "not found");
        if (queue.Count > 1)
            queue.TryDequeue(out answer);
        return answer!;
    }

    private async Task ServeEventsAsync(NetworkStream stream, string key)
    {
        // RFC 6455 fixes SHA-1 for the handshake.
#pragma warning disable CA5350
        var accept = Convert.ToBase64String(System.Security.Cryptography.SHA1.HashData(
            Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350
        var head = $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), stopping.Token);
        using var socket = WebSocket.CreateFromStream(stream, new WebSocketCreationOptions { IsServer = true });
        foreach (var message in Events)
            await socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, stopping.Token);
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, "", stopping.Token);
    }

    private async Task WriteAsync(NetworkStream stream, string body)
    {
        var code = body.Contains("\"type\":\"error\"", StringComparison.Ordinal) ? "400 Bad Request" : "200 OK";
        var bytes = Encoding.UTF8.GetBytes(body);
        var head = Encoding.ASCII.GetBytes($"HTTP/1.1 {code}\r\nContent-Type: application/json\r\nContent-Length: {bytes.Length}\r\n\r\n");
        await stream.WriteAsync(head, stopping.Token);
        await stream.WriteAsync(bytes, stopping.Token);
    }
}
