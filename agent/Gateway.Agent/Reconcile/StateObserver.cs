using System.Collections.Immutable;
using Gateway.Agent.Files;
using Gateway.Agent.Units;
using Gateway.Planning.Desired;
using Gateway.Planning.Plans;

namespace Gateway.Agent.Reconcile;

/// <summary>Reads what a desired state talks about, and what an earlier one left behind.</summary>
public sealed class StateObserver(FileObserver files, UnitObserver units, Invocations invocations)
{
    public async Task<ObservedState> ObserveAsync(
        DesiredState desired,
        ImmutableHashSet<string> formerFiles,
        CancellationToken cancellation)
    {
        var unitsRead = ObserveUnitsAsync(desired, cancellation);
        var paths = desired.Files.Select(static file => file.Path).Union(formerFiles);
        var filesRead = await files.ObserveAsync(paths, cancellation);
        var found = await unitsRead;
        // A unit may still have read a file that is now to go: what that was is not known.
        var isSame = filesRead.Keys.All(path => desired.Files.Any(file => file.Path == path));
        return new ObservedState { Files = filesRead, Units = isSame ? WithFilesReadAtStart(desired, filesRead, found) : found };
    }

    public Task<ImmutableDictionary<string, ObservedUnit>> ObserveUnitsAsync(DesiredState desired, CancellationToken cancellation) =>
        units.ObserveAsync([.. desired.Units.Select(static unit => unit.Name)], cancellation);

    /// <summary>A unit that the agent did not start itself, such as one that boots with the machine, has read the files that are older than its start.</summary>
    private ImmutableDictionary<string, ObservedUnit> WithFilesReadAtStart(
        DesiredState desired, ImmutableDictionary<string, ObservedFile> found, ImmutableDictionary<string, ObservedUnit> observed) =>
        observed.SetItems(
            from unit in desired.Units
            where observed[unit.Name].LoadedFiles.IsEmpty
            let started = invocations.StartedAt(unit.Name)
            where started is not null
            let read = unit.ReloadOn.Union(unit.RestartOn).Where(path => found.ContainsKey(path) && files.ChangedAt(path) < started)
            select KeyValuePair.Create(
                unit.Name,
                observed[unit.Name] with { LoadedFiles = read.ToImmutableDictionary(static path => path, path => ContentHash.Of(found[path].Content)) }));
}
