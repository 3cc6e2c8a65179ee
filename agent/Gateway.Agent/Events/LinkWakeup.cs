namespace Gateway.Agent.Events;

/// <summary>Wakes who only follows links: a turn, which looks at everything, can take long, and a cable is missed at once.</summary>
public sealed class LinkWakeup
{
    private readonly Trigger _trigger = new(TimeProvider.System, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(500));

    public void Signal(string reason) => _trigger.Signal(reason);

    public void SignalAfter(TimeSpan delay, string reason) => _trigger.SignalAfter(delay, reason);

    public Task WaitAsync(CancellationToken cancellation) => _trigger.WaitAsync(cancellation);
}
