namespace Gateway.Agent.Events;

/// <summary>Follows a directory, and waits for it when it is not there yet.</summary>
/// <param name="filter">File names that count, such as <c>stack.json</c>; null: all, in subdirectories too.</param>
public sealed class FileEvents(string directory, string? filter = null) : IEventSource
{
    public string Name => directory;

    public async Task RunAsync(Trigger trigger, CancellationToken cancellation)
    {
        await WaitForAsync(directory, cancellation);
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(directory)
        {
            IncludeSubdirectories = filter is null,
            NotifyFilter = NotifyFilters.FileName | NotifyFilters.DirectoryName | NotifyFilters.LastWrite | NotifyFilters.Size,
        };
        if (filter is not null)
            watcher.Filter = filter;
        watcher.Created += (_, change) => trigger.Signal($"file {change.FullPath}");
        watcher.Changed += (_, change) => trigger.Signal($"file {change.FullPath}");
        watcher.Renamed += (_, change) => trigger.Signal($"file {change.FullPath}");
        watcher.Deleted += (_, change) => trigger.Signal($"file {change.FullPath}");
        watcher.Error += (_, error) => OnError(error.GetException());
        watcher.EnableRaisingEvents = true;
        // What happened before the watch stood.
        trigger.Signal($"watching {directory}");
        await end.Task.WaitAsync(cancellation);

        void OnError(Exception exception)
        {
            // The kernel's queue overflowed: events were lost, so something changed; the watch itself goes on.
            if (exception is InternalBufferOverflowException)
                trigger.Signal($"many files in {directory}");
            else
                end.TrySetException(exception);
        }
    }

    /// <summary>Returns once the directory is there.</summary>
    internal static async Task WaitForAsync(string directory, CancellationToken cancellation)
    {
        while (!Directory.Exists(directory))
            await AppearanceAsync(directory, cancellation);
    }

    private static async Task AppearanceAsync(string directory, CancellationToken cancellation)
    {
        var ancestor = Path.GetDirectoryName(directory)!;
        while (!Directory.Exists(ancestor))
            ancestor = Path.GetDirectoryName(ancestor)!;
        var change = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(ancestor) { NotifyFilter = NotifyFilters.DirectoryName };
        watcher.Created += (_, _) => change.TrySetResult();
        watcher.Renamed += (_, _) => change.TrySetResult();
        watcher.Error += (_, _) => change.TrySetResult();
        watcher.EnableRaisingEvents = true;
        var next = Path.Join(ancestor, Path.GetRelativePath(ancestor, directory).Split('/')[0]);
        if (!Directory.Exists(next))
            await change.Task.WaitAsync(cancellation);
    }
}
