using Gateway.Lxd.Api;

namespace Gateway.Lxd;

/// <summary>Waits until LXD answers.</summary>
internal sealed class LxdReadiness(string socketPath, LxdRetry retry, TimeProvider time)
{
    public async Task<LxdServer> WaitAsync(
        Func<CancellationToken, Task<LxdServer>> ask, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(retry.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        LxdException? last = null;
        try
        {
            await SocketAppearsAsync(either.Token);
            for (; ; )
            {
                try
                {
                    return await ask(either.Token);
                }
                catch (LxdException e) when (e.IsNotReady || e.Code is null)
                {
                    last = e;
                }

                // LXD says 503, or refuses the connection, until its set-up is done, and announces the end of it in no way.
                await Task.Delay(retry.Pause, time, either.Token);
            }
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            var seen = last is null ? $"{socketPath} did not appear" : $"the last answer was: {last.Answer}";
            throw new LxdException("wait until it is ready", $"not ready after {retry.Deadline.TotalSeconds:0} s; {seen}", null, e);
        }
    }

    private async Task SocketAppearsAsync(CancellationToken cancellation)
    {
        var directory = Path.GetDirectoryName(socketPath)!;
        Directory.CreateDirectory(directory);
        var appeared = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(directory, Path.GetFileName(socketPath));
        watcher.Created += (_, _) => appeared.TrySetResult();
        watcher.Renamed += (_, _) => appeared.TrySetResult();
        watcher.EnableRaisingEvents = true;
        if (!File.Exists(socketPath))
            await appeared.Task.WaitAsync(cancellation);
    }
}
