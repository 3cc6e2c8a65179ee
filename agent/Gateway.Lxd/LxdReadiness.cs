using Gateway.Lxd.Api;

namespace Gateway.Lxd;

/// <summary>Waits until LXD answers.</summary>
internal sealed class LxdReadiness(LxdRetry retry, TimeProvider time)
{
    public async Task<LxdServer> WaitAsync(
        Func<CancellationToken, Task<LxdServer>> ask, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(retry.Deadline, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        LxdException? last = null;
        try
        {
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
                // systemd holds its socket from early on, so that the first question mostly waits in it.
                await Task.Delay(retry.Pause, time, either.Token);
            }
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            var seen = last is null ? "it never answered" : $"the last answer was: {last.Answer}";
            throw new LxdException("wait until it is ready", $"not ready after {retry.Deadline.TotalSeconds:0} s; {seen}", null, e);
        }
    }
}
