using Gateway.Agent.Host;
using Gateway.Lxd;
using Gateway.Planning.Host;

namespace Gateway.Agent.Cards;

/// <summary>The container's init, whose network namespace holds the inside card while the container runs.</summary>
public sealed class ContainerProcess(LxdClient lxd, LxdObserver observer)
{
    /// <summary>Null: it does not run, or LXD, which knows, does not answer yet.</summary>
    public async Task<int?> FindAsync(CancellationToken cancellation)
    {
        if (!observer.HasAnswered)
            return null;
        try
        {
            return await lxd.FindInstanceStateAsync(HostNames.Container, cancellation) is { Pid: > 0 } state ? (int)state.Pid : null;
        }
        catch (Exception e) when (e is LxdException or IOException)
        {
            // LXD is being started again; its coming back is an event.
            return null;
        }
    }
}
