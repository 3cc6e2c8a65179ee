using Gateway.Agent.Events;
using Gateway.Lxd;

namespace Gateway.Agent.Host;

/// <summary>Follows LXD's lifecycle events: an object that was changed or deleted by hand, a container that stopped.</summary>
public sealed class LxdEvents(LxdClient lxd) : IEventSource
{
    public string Name => "LXD";

    public async Task RunAsync(Trigger trigger, CancellationToken cancellation)
    {
        await lxd.WaitReadyAsync(LxdRetry.Start, cancellation);
        using var events = await lxd.OpenEventsAsync(cancellation);
        // What happened before the stream was open.
        trigger.Signal("watching LXD");
        await foreach (var change in events.ReadAsync(cancellation))
            trigger.Signal($"LXD {change.Action}");
    }
}
