using System.Net.Sockets;
using System.Text;

namespace Gateway.Lab.Machines;

/// <summary>The lines that a machine writes on one of its serial lines: kept, copied to a file, waited for.</summary>
public sealed class LineLog(string name)
{
    private readonly Lock gate = new();
    private readonly List<string> lines = [];
    private TaskCompletionSource changed = NewSignal();
    private string? ended;

    public string Name => name;

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (gate)
            {
                return [.. lines];
            }
        }
    }

    /// <summary>Why no further line will come, or null while one may.</summary>
    public string? EndReason
    {
        get
        {
            lock (gate)
            {
                return ended;
            }
        }
    }

    /// <summary>The last lines, for error messages.</summary>
    public string Tail(int count = 15) => string.Join('\n', Lines.TakeLast(count));

    public void Add(string line)
    {
        lock (gate)
        {
            lines.Add(line);
            Signal();
        }
    }

    /// <summary>No further line will come; who waits for one fails with this reason.</summary>
    public void End(string reason)
    {
        lock (gate)
        {
            ended ??= reason;
            Signal();
        }
    }

    /// <summary>The first line for which <paramref name="select"/> gives a value, of those from <paramref name="from"/> on or still to come.</summary>
    public async Task<T> WaitForAsync<T>(Func<string, T?> select, string what, TimeSpan deadline, CancellationToken cancellation, int from = 0)
        where T : class
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(deadline);
        var next = from;
        while (true)
        {
            Task signal;
            lock (gate)
            {
                for (; next < lines.Count; next++)
                {
                    if (select(lines[next]) is { } value)
                    {
                        return value;
                    }
                }

                if (ended is not null)
                {
                    throw new InvalidOperationException($"waiting for {what} on {name}: {ended}; the last lines were:\n{Tail()}");
                }

                signal = changed.Task;
            }

            try
            {
                await signal.WaitAsync(limit.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                throw new TimeoutException($"waiting for {what} on {name}: not within {deadline.TotalSeconds:0} s; the last lines were:\n{Tail()}");
            }
        }
    }

    /// <summary>Reads a serial line to its end, line by line, into this log and a file.</summary>
    internal async Task FollowAsync(Socket socket, string path, CancellationToken cancellation)
    {
        var stream = new NetworkStream(socket, ownsSocket: true);
        await using (stream.ConfigureAwait(false))
        {
            var file = new StreamWriter(path, append: true) { AutoFlush = true };
            await using (file.ConfigureAwait(false))
            {
                using var reader = new StreamReader(stream, Encoding.UTF8);
                try
                {
                    while (await reader.ReadLineAsync(cancellation).ConfigureAwait(false) is { } line)
                    {
                        await file.WriteLineAsync(line).ConfigureAwait(false);
                        Add(line);
                    }

                    End("the machine ended");
                }
                catch (Exception error) when (error is IOException or OperationCanceledException)
                {
                    End("the machine ended");
                }
            }
        }
    }

    private void Signal()
    {
        changed.TrySetResult();
        changed = NewSignal();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
