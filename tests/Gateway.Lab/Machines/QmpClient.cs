using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gateway.Lab.Machines;

/// <summary>QEMU's machine protocol: commands with their answers, and events as lines of <see cref="Events"/>.</summary>
public sealed class QmpClient : IAsyncDisposable
{
    private const string Ended = "QEMU ended";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private readonly StreamReader reader;
    private readonly StreamWriter writer;
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode?>> pending = new();
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly Task reading;
    private volatile bool ended;
    private int last;

    private QmpClient(NetworkStream stream, string name)
    {
        Events = new LineLog($"QMP of {name}");
        reader = new StreamReader(stream);
        writer = new StreamWriter(stream) { AutoFlush = true };
        reading = ReadAsync();
    }

    /// <summary>Each event as one line of JSON.</summary>
    public LineLog Events { get; }

    public static async Task<QmpClient> ConnectAsync(Socket socket, string name, CancellationToken cancellation)
    {
        var client = new QmpClient(new NetworkStream(socket, ownsSocket: true), name);
        await client.ExecuteAsync("qmp_capabilities", null, cancellation).ConfigureAwait(false);
        return client;
    }

    public async Task<JsonNode?> ExecuteAsync(string command, JsonObject? arguments, CancellationToken cancellation)
    {
        var id = Interlocked.Increment(ref last);
        var answer = new TaskCompletionSource<JsonNode?>(TaskCreationOptions.RunContinuationsAsynchronously);
        pending[id] = answer;
        var request = new JsonObject { ["execute"] = command, ["id"] = id };
        if (arguments is not null)
        {
            request["arguments"] = arguments;
        }

        try
        {
            await WriteAsync(request.ToJsonString(), cancellation).ConfigureAwait(false);
            return await answer.Task.WaitAsync(Limit, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"asking {Events.Name} for {command}: no answer within {Limit.TotalSeconds:0} s");
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            throw new IOException($"asking {Events.Name} for {command}: {Ended}", error);
        }
        finally
        {
            pending.TryRemove(id, out _);
        }
    }

    private async Task WriteAsync(string request, CancellationToken cancellation)
    {
        await writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // Who asks after the end would wait for an answer that nobody gives.
            if (ended)
            {
                throw new IOException(Ended);
            }

            await writer.WriteLineAsync(request.AsMemory(), cancellation).ConfigureAwait(false);
        }
        finally
        {
            writing.Release();
        }
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await reader.ReadLineAsync().ConfigureAwait(false) is { } line)
            {
                Handle(JsonNode.Parse(line)!, line);
            }
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or JsonException)
        {
            // QEMU ended, perhaps within a line; everybody who waits is told below.
        }

        ended = true;
        Events.End(Ended);
        foreach (var waiting in pending.Values)
        {
            waiting.TrySetException(new IOException(Ended));
        }
    }

    private void Handle(JsonNode message, string line)
    {
        if (message["event"] is not null)
        {
            Events.Add(line);
        }
        else if (message["id"] is { } id && pending.TryGetValue(id.GetValue<int>(), out var answer))
        {
            if (message["error"] is { } error)
            {
                answer.TrySetException(new InvalidOperationException($"{Events.Name} refused a command: {error["desc"]}"));
            }
            else
            {
                answer.TrySetResult(message["return"]);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await writer.BaseStream.DisposeAsync().ConfigureAwait(false);
        await reading.ConfigureAwait(false);
        reader.Dispose();
        writing.Dispose();
    }
}
