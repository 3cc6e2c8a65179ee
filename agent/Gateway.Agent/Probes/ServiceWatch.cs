using System.Collections.Immutable;
using Gateway.Agent.Events;
using Gateway.Agent.Reconcile;
using Gateway.Planning.Desired;
using Gateway.Planning.Status;
using Microsoft.Extensions.Logging;

namespace Gateway.Agent.Probes;

/// <summary>Asks every service after each turn, and has those that do not answer asked again.</summary>
public sealed partial class ServiceWatch(StateObserver states, ServiceProber prober, Trigger trigger, ILogger<ServiceWatch> logger)
{
    private const string Reason = "services are asked again";

    /// <summary>A daemon that has started begins to answer, and one that hangs ceases to, without any event: only asking tells.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Between two questions to services that answer, or that have long been silent.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, string> _states = [];
    private TimeSpan _pause = FirstPause;

    public async Task<ImmutableArray<ServiceStatus>> AskAsync(DesiredState desired, CancellationToken cancellation)
    {
        var units = await states.ObserveUnitsAsync(desired, cancellation);
        var services = await prober.AskAsync(desired.Services, units, cancellation);
        foreach (var service in services)
            LogIfNew(service);
        var allAnswer = services.All(static service => service.State is "answering" or "off");
        trigger.SignalAfter(allAnswer ? LongestPause : _pause, Reason);
        _pause = allAnswer ? FirstPause : _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
        return services;
    }

    private void LogIfNew(ServiceStatus service)
    {
        if (_states.GetValueOrDefault(service.Name) == service.State)
            return;
        _states[service.Name] = service.State;
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
