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

    /// <summary>False when it was not made within the time.</summary>
    public async Task<bool> WaitAsync(TimeSpan atMost, CancellationToken cancellation)
    {
        try
        {
            await _appeared.Task.WaitAsync(atMost, cancellation);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public void Dispose() => _watcher?.Dispose();
}
