using System.Runtime.ExceptionServices;

namespace Gateway.Build.Steps;

/// <summary>
/// Steps that run side by side. The first failure stops the others; it is thrown when all have ended, so that
/// nothing runs on behind an error.
/// </summary>
public sealed class StepGroup
{
    private readonly CancellationTokenSource stop;
    private readonly List<Task> started = [];
    private ExceptionDispatchInfo? failure;

    private StepGroup(CancellationTokenSource stop) => this.stop = stop;

    /// <summary>Runs the main line, which starts further steps, and waits for all of them.</summary>
    public static async Task<T> RunAsync<T>(Func<StepGroup, CancellationToken, Task<T>> main, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var group = new StepGroup(stop);
        var result = group.Start(token => main(group, token));
        await ((Task)result).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(group.started).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        group.failure?.Throw();
        return await result.ConfigureAwait(false);
    }

    /// <summary>Starts a step beside those that run; for the main line alone.</summary>
    public Task<T> Start<T>(Func<CancellationToken, Task<T>> step)
    {
        var task = GuardAsync(step);
        started.Add(task);
        return task;
    }

    private async Task<T> GuardAsync<T>(Func<CancellationToken, Task<T>> step)
    {
        try
        {
            return await step(stop.Token).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            Interlocked.CompareExchange(ref failure, ExceptionDispatchInfo.Capture(error), null);
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
