using System.Collections.Immutable;
using Gateway.Agent.Events;
using Gateway.Agent.Reconcile;
using Gateway.Planning.Status;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Probes;

/// <summary>Asks every service after each turn, and has those that do not answer asked again.</summary>
public sealed partial class ServiceWatch(StateObserver states, ServiceProber prober, Trigger trigger, TimeProvider time, ILogger<ServiceWatch> logger)
{
    private const string Reason = "services are asked again";

    /// <summary>A daemon that has started begins to answer, and one that hangs ceases to, without any event: only asking tells.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Between two questions to services that answer, or that have long been silent.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, string> _states = [];
    private long _changed = time.GetTimestamp();

    /// <param name="planned">What the turn found.</param>
    /// <param name="changed">True when the turn did something to a unit or a file: its services are then asked often again.</param>
    public async Task<ImmutableArray<ServiceStatus>> AskAsync(StatePlan planned, bool changed, CancellationToken cancellation)
    {
        if (changed)
            _changed = time.GetTimestamp();
        var units = changed ? await states.ObserveUnitsAsync(planned.Desired, cancellation) : planned.Observed.Units;
        var services = await prober.AskAsync(planned.Desired.Services, units, cancellation);
        foreach (var service in services)
            LogIfNew(service);
        var allAnswer = services.All(static service => service.State is "answering" or "off");
        trigger.SignalAfter(allAnswer ? LongestPause : Pause(), Reason);
        return services;
    }

    /// <summary>As long as nothing has changed. Turns come for many reasons, so their number says nothing.</summary>
    private TimeSpan Pause()
    {
        var quiet = time.GetElapsedTime(_changed);
        return quiet < FirstPause ? FirstPause : quiet < LongestPause ? quiet : LongestPause;
    }

    private void LogIfNew(ServiceStatus service)
    {
        if (_states.GetValueOrDefault(service.Name) == service.State)
            return;
        _states[service.Name] = service.State;
        _changed = time.GetTimestamp();
        if (service.State == "failed")
            LogFailed(logger, service.Name, service.Reason);
        else
            LogState(logger, service.Name, service.State);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Service} is {State}")]
    private static partial void LogState(ILogger logger, string service, string state);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Service} has failed: {Reason}")]
    private static partial void LogFailed(ILogger logger, string service, string? reason);
}
