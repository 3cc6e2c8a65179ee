using System.Collections.Concurrent;
using Gateway.Agent.Events;

namespace Gateway.Agent.Generations;

/// <summary>Work that the operator asks for and that must not run beside a turn: the next turn does it first.</summary>
public sealed class TurnQueue(Trigger trigger)
{
    private const string Reason = "the operator asks";
    private readonly ConcurrentQueue<Func<CancellationToken, Task>> _work = new();

    /// <summary>Runs the work at the beginning of the next turn and returns what it returned or threw.</summary>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Enqueue(token => CompleteAsync(done, work, token));
        trigger.Signal(Reason);
        return await done.Task.WaitAsync(cancellation);
    }

    /// <summary>Called by the turn.</summary>
    /// <param name="isUrgent">True: the turn has something to do that the work, which can take minutes, must not delay; the next turn does the work.</param>
    /// <param name="cancellation">Stops the work.</param>
    public async Task DrainAsync(Func<bool> isUrgent, CancellationToken cancellation)
    {
        while (!_work.IsEmpty)
        {
            if (isUrgent())
            {
                trigger.Signal(Reason);
                return;
            }

            if (_work.TryDequeue(out var work))
                await work(cancellation);
        }
    }

    /// <summary>Asks for a turn without work of its own.</summary>
    public void Signal(string reason) => trigger.Signal(reason);

    private static async Task CompleteAsync<T>(TaskCompletionSource<T> done, Func<CancellationToken, Task<T>> work, CancellationToken cancellation)
    {
        try
        {
            done.SetResult(await work(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            done.SetCanceled(cancellation);
            throw;
        }
        // Who asked is told; the turn goes on with what it has.
        catch (Exception e)
        {
            done.SetException(e);
        }
    }
}
