using Gateway.Agent.Reconcile;

namespace Gateway.Agent.Events;

/// <summary>
/// Follows files that may be written a thousand times a second. After an event nothing is followed for a moment, which
/// grows while the writing goes on: each event costs, and one look finds all that was written meanwhile. Whoever looks must see in the files themselves what happened to them.
/// </summary>
public sealed class PacedFileEvents(string directory, string filter, TimeProvider time) : IEventSource
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(400);

    public string Name => directory;

    public async Task RunAsync(Trigger trigger, CancellationToken cancellation)
    {
        await FileEvents.WaitForAsync(directory, cancellation);
        var pause = new GrowingPause(FirstPause, LongestPause);
        while (true)
        {
            var change = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            long began;
            using (var watcher = Watch(change))
            {
                // What happened while nothing was followed.
                trigger.Signal($"watching {directory}");
                began = time.GetTimestamp();
                trigger.Signal($"file {await change.Task.WaitAsync(cancellation)}");
            }

            if (time.GetElapsedTime(began) > LongestPause)
                pause.Reset();
            await Task.Delay(pause.Take(), time, cancellation);
        }
    }

    private FileSystemWatcher Watch(TaskCompletionSource<string> change)
    {
        var watcher = new FileSystemWatcher(directory, filter) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.Size };
        watcher.Created += (_, file) => change.TrySetResult(file.FullPath);
        watcher.Changed += (_, file) => change.TrySetResult(file.FullPath);
        watcher.Renamed += (_, file) => change.TrySetResult(file.FullPath);
        watcher.Deleted += (_, file) => change.TrySetResult(file.FullPath);
        watcher.Error += (_, error) => change.TrySetException(error.GetException());
        watcher.EnableRaisingEvents = true;
        return watcher;
    }
}
