using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Gateway.Lxd.Wire;

namespace Gateway.Lxd;

/// <summary>LXD's REST protocol over its unix socket: envelopes, errors, operations. Knows no object of LXD's.</summary>
internal sealed class LxdConnection : IDisposable
{
    private static readonly Uri Base = new("http://lxd");

    /// <summary>Making a container's volumes and starting it takes a slow disk a minute.</summary>
    private static readonly TimeSpan OperationPatience = TimeSpan.FromMinutes(10);
    private readonly string socketPath;
    private readonly TimeSpan patience;
    private readonly SocketsHttpHandler handler;
    private readonly HttpClient http;

    /// <param name="patience">After which a request that is no operation counts as failed: a daemon that hangs must not hang who asks.</param>
    public LxdConnection(string socketPath, TimeSpan patience)
    {
        this.socketPath = socketPath;
        this.patience = patience;
        handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync, UseProxy = false };
        http = new HttpClient(handler, disposeHandler: false) { BaseAddress = Base, Timeout = Timeout.InfiniteTimeSpan };
    }

    public void Dispose()
    {
        http.Dispose();
        handler.Dispose();
    }

    public async Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        var envelope = await SendAsync(HttpMethod.Get, path, null, cancellation);
        return Read(envelope.Metadata, type, $"GET {path}");
    }

    /// <summary>Asks, and waits for the operation if LXD makes one of it.</summary>
    public async Task SendAsync<T>(
        HttpMethod method, string path, T body, JsonTypeInfo<T> type, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        await FinishAsync($"{method} {path}", await SendAsync(method, path, content, cancellation), cancellation);
    }

    public async Task DeleteAsync(string path, CancellationToken cancellation) =>
        await FinishAsync($"DELETE {path}", await SendAsync(HttpMethod.Delete, path, null, cancellation), cancellation);

    /// <summary>Opens a websocket to a path of the API.</summary>
    public async Task<ClientWebSocket> OpenWebSocketAsync(string path, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        try
        {
            using var invoker = new HttpMessageInvoker(handler, disposeHandler: false);
            await socket.ConnectAsync(new Uri("ws://lxd" + path), invoker, cancellation);
            return socket;
        }
        catch (WebSocketException e)
        {
            socket.Dispose();
            throw new LxdException($"GET {path}", e.Message, null, e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task FinishAsync(string request, LxdEnvelope envelope, CancellationToken cancellation)
    {
        if (envelope.Type != "async")
            return;
        var answer = await SendAsync(HttpMethod.Get, $"{envelope.Operation}/wait?timeout=-1", null, cancellation, request, OperationPatience);
        var operation = Read(answer.Metadata, LxdJson.Default.LxdOperation, request);
        if (operation.StatusCode != LxdOperation.Succeeded)
            throw new LxdException(request, operation.Err.Length > 0 ? operation.Err : operation.Status, (HttpStatusCode)operation.StatusCode);
    }

    private async Task<LxdEnvelope> SendAsync(
        HttpMethod method, string path, HttpContent? content, CancellationToken cancellation, string? meant = null, TimeSpan? limit = null)
    {
        var request = meant ?? $"{method} {path}";
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(limit ?? patience);
        try
        {
            using var message = new HttpRequestMessage(method, path) { Content = content };
            using var response = await http.SendAsync(message, deadline.Token);
            var bytes = await response.Content.ReadAsByteArrayAsync(deadline.Token);
            return Checked(request, response.StatusCode, bytes);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new LxdException(request, $"no answer within {(limit ?? patience).TotalSeconds:0} s; look at `journalctl -u lxd` and `systemctl restart lxd`", null, e);
        }
        catch (HttpRequestException e)
        {
            throw new LxdException(request, e.InnerException?.Message ?? e.Message, null, e);
        }
    }

    private static LxdEnvelope Checked(string request, HttpStatusCode status, byte[] bytes)
    {
        LxdEnvelope? envelope;
        try
        {
            envelope = JsonSerializer.Deserialize(bytes, LxdJson.Default.LxdEnvelope);
        }
        catch (JsonException e)
        {
            throw new LxdException(request, "the answer is not LXD's JSON", status, e);
        }

        if (envelope is null || envelope.Type == "error" || (int)status >= 400)
            throw new LxdException(request, envelope?.Error ?? "an empty answer", envelope is { ErrorCode: > 0 } ? (HttpStatusCode)envelope.ErrorCode : status);
        return envelope;
    }

    private static T Read<T>(JsonElement metadata, JsonTypeInfo<T> type, string request)
    {
        try
        {
            return metadata.Deserialize(type) ?? throw new LxdException(request, "the answer holds nothing");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new LxdException(request, $"the answer is not what was expected: {e.Message}", null, e);
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(socketPath), cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
