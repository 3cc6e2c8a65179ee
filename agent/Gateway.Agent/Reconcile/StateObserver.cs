using System.Collections.Immutable;
using Gateway.Agent.Files;
using Gateway.Agent.Units;
using Gateway.Planning.Desired;

namespace Gateway.Agent.Reconcile;

/// <summary>Reads what a desired state talks about, and what an earlier one left behind.</summary>
public sealed class StateObserver(FileObserver files, UnitObserver units)
{
    public async Task<ObservedState> ObserveAsync(
        DesiredState desired,
        ImmutableHashSet<string> formerFiles,
        CancellationToken cancellation)
    {
        var unitsRead = ObserveUnitsAsync(desired, cancellation);
        var paths = desired.Files.Select(static file => file.Path).Union(formerFiles);
        return new ObservedState
        {
            Files = await files.ObserveAsync(paths, cancellation),
            Units = await unitsRead,
        };
    }

    public Task<ImmutableDictionary<string, ObservedUnit>> ObserveUnitsAsync(DesiredState desired, CancellationToken cancellation) =>
        units.ObserveAsync([.. desired.Units.Select(static unit => unit.Name)], cancellation);
}
