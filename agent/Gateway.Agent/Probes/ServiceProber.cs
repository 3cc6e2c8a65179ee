using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Status;

namespace Gateway.Agent.Probes;

/// <summary>Services and what their probes say → their status. Remembers since when each one does not answer.</summary>
public sealed class ServiceProber(IProber prober, TimeProvider time)
{
    /// <summary>A service that has not answered for this long has failed; before, it is starting.</summary>
    private static readonly TimeSpan StartAllowance = TimeSpan.FromSeconds(60);

    private readonly Dictionary<string, long> _silentSince = [];

    public async Task<ImmutableArray<ServiceStatus>> AskAsync(
        ImmutableArray<ServicePlan> services,
        ImmutableDictionary<string, ObservedUnit> units,
        CancellationToken cancellation)
    {
        var asked = await Task.WhenAll(services.Select(async service => (Service: service, Reason: await ReasonAsync(service, units, cancellation))));
        return [.. asked.Select(pair => StatusOf(pair.Service, pair.Reason, units))];
    }

    private async Task<string?> ReasonAsync(
        ServicePlan service,
        ImmutableDictionary<string, ObservedUnit> units,
        CancellationToken cancellation)
    {
        if (!service.Enabled)
            return null;
        var answers = await Task.WhenAll(service.Probes.Select(probe => prober.AskAsync(probe, units, cancellation)));
        return answers.FirstOrDefault(static answer => answer is not null);
    }

    private ServiceStatus StatusOf(ServicePlan service, string? reason, ImmutableDictionary<string, ObservedUnit> units)
    {
        var observed = service.Units.Select(unit => units.GetValueOrDefault(unit.Name)).OfType<ObservedUnit>().ToArray();
        return new ServiceStatus(service.Name, StateOf(service, reason, observed), reason)
        {
            Restarts = observed.Sum(static unit => unit.Restarts),
            Storage = service.Enabled ? [.. service.Storage.Select(StorageMeter.Measure).OfType<StorageUse>()] : [],
            LastEnd = observed.Select(static unit => unit.LastEnd).FirstOrDefault(static end => end is not null),
        };
    }

    private string StateOf(ServicePlan service, string? reason, ObservedUnit[] units)
    {
        if (reason is null)
        {
            _silentSince.Remove(service.Name);
            return service.Enabled ? "answering" : "off";
        }
        if (_silentSince.TryAdd(service.Name, time.GetTimestamp()) && !IsFailed(units))
            return "starting";
        var silent = time.GetElapsedTime(_silentSince[service.Name]);
        return IsFailed(units) || silent > StartAllowance ? "failed" : "starting";
    }

    private static bool IsFailed(ObservedUnit[] units) => units.Any(static unit => unit.ActiveState == "failed");
}
