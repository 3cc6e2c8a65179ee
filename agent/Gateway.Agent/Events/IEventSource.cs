namespace Gateway.Agent.Events;

/// <summary>Tells a <see cref="Trigger"/> that a part of the machine may have changed.</summary>
public interface IEventSource
{
    /// <summary>For the log.</summary>
    string Name { get; }

    /// <summary>Signals once it stands, for what happened before, and then until cancelled. Whoever runs it starts it again when it ends or throws.</summary>
    Task RunAsync(Trigger trigger, CancellationToken cancellation);
}
