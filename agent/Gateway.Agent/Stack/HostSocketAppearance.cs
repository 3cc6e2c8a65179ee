namespace Gateway.Agent.Stack;

/// <summary>Waits for the host's socket to be made anew, from before the attempt to connect that may miss it.</summary>
internal sealed class HostSocketAppearance : IDisposable
{
    private readonly TaskCompletionSource _appeared = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly FileSystemWatcher? _watcher;

    public HostSocketAppearance(string socketPath)
    {
        var directory = Path.GetDirectoryName(socketPath)!;
        if (!Directory.Exists(directory))
            return;
        _watcher = new FileSystemWatcher(directory, Path.GetFileName(socketPath)) { NotifyFilter = NotifyFilters.FileName };
        _watcher.Created += (_, _) => _appeared.TrySetResult();
        _watcher.Renamed += (_, _) => _appeared.TrySetResult();
        _watcher.Error += (_, _) => _appeared.TrySetResult();
        _watcher.EnableRaisingEvents = true;
    }

    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        try
        {
            await _appeared.Task.WaitAsync(atMost, cancellation);
        }
        catch (TimeoutException)
        {
            // The caller tries all the same.
        }
    }

    public void Dispose() => _watcher?.Dispose();
}
