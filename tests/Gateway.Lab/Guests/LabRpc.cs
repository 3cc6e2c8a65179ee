using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Lab.Machines;

namespace Gateway.Lab.Guests;

/// <summary>Requests to the driver in the laboratory machine, any number at a time; its events are lines of <see cref="Events"/>.</summary>
public sealed class LabRpc : IAsyncDisposable
{
    private const string Ended = "the laboratory ended";
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> pending = new();
    private readonly SemaphoreSlim writing = new(1, 1);
    private readonly StreamReader reader;
    private readonly StreamWriter writer;
    private readonly Task reading;
    private volatile bool ended;
    private int last;

    public LabRpc(Socket socket)
    {
        var stream = new NetworkStream(socket);
        reader = new StreamReader(stream);
        writer = new StreamWriter(stream) { AutoFlush = true };
        reading = ReadAsync();
    }

    /// <summary>Each event as one line of JSON.</summary>
    public LineLog Events { get; } = new("the laboratory's driver");

    /// <param name="method">The driver's method.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="limit">After which the answer is given up.</param>
    /// <param name="cancellation">Gives up the answer at once.</param>
    public async Task<JsonNode> CallAsync(string method, JsonObject parameters, TimeSpan limit, CancellationToken cancellation)
    {
        var id = Interlocked.Increment(ref last);
        var answer = new TaskCompletionSource<JsonNode>(TaskCreationOptions.RunContinuationsAsynchronously);
        pending[id] = answer;
        var request = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters }.ToJsonString();
        try
        {
            await WriteAsync(request, cancellation).ConfigureAwait(false);
            return await answer.Task.WaitAsync(limit, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"asking the laboratory for {request}: no answer within {limit.TotalSeconds:0} s");
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException)
        {
            throw new IOException($"asking the laboratory for {request}: {Ended}", error);
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
            // The machine ended, perhaps within a line; everybody who waits is told below.
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
                answer.TrySetException(new InvalidOperationException($"the laboratory answered: {error}\n{message["trace"]}"));
            }
            else
            {
                answer.TrySetResult(message["result"]!);
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
