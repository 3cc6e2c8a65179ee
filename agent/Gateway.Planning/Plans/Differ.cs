using System.Collections.Immutable;
using Gateway.Planning.Desired;

namespace Gateway.Planning.Plans;

/// <summary>Desired and observed state → the ordered plan between them; empty when they agree.</summary>
/// <remarks>
/// Files come first, so that whatever starts or reloads finds them. Stops come next, in falling phase order (forwarding ends before
/// the rules change); then starts, reloads and restarts in rising phase order (rules, links, forwarding and services).
/// </remarks>
public static class Differ
{
    /// <param name="desired">What the configuration asks for.</param>
    /// <param name="observed">What is there, of the desired names and of <paramref name="written"/>.</param>
    /// <param name="written">Paths that an earlier turn wrote; one that is no longer desired is removed.</param>
    public static Plan Compare(DesiredState desired, ObservedState observed, ImmutableArray<string> written)
    {
        var hashes = desired.Files.ToImmutableDictionary(static file => file.Path, static file => ContentHash.Of(file.Content));
        return new Plan(
        [
            .. desired.Files.SelectMany(file => Write(file, observed)),
            .. Removals(desired, observed, written),
            .. desired.Units.Where(static unit => unit.Goal == UnitGoal.Stopped)
                .OrderByDescending(static unit => unit.Phase)
                .SelectMany(unit => Stop(unit, observed)),
            .. desired.Units.Where(static unit => unit.Goal == UnitGoal.Running)
                .OrderBy(static unit => unit.Phase)
                .SelectMany(unit => Run(unit, observed, hashes)),
        ]);
    }

    private static IEnumerable<Change> Write(ManagedFile file, ObservedState observed)
    {
        if (!observed.Files.TryGetValue(file.Path, out var found))
        {
            yield return new Change.WriteFile(file, Exists: false);
        }
        else if (!file.Once && found != new ObservedFile(file.Content, file.Mode, file.Owner, file.Group))
        {
            yield return new Change.WriteFile(file, Exists: true);
        }
    }

    private static IEnumerable<Change> Removals(DesiredState desired, ObservedState observed, ImmutableArray<string> written) =>
        written.Except(desired.Files.Select(static file => file.Path))
            .Where(observed.Files.ContainsKey)
            .Order(StringComparer.Ordinal)
            .Select(static path => new Change.RemoveFile(path));

    private static IEnumerable<Change> Stop(ManagedUnit unit, ObservedState observed)
    {
        if (StateOf(unit, observed) is not ("inactive" or "failed" or "deactivating"))
        {
            yield return new Change.StopUnit(unit.Name);
        }
    }

    private static IEnumerable<Change> Run(ManagedUnit unit, ObservedState observed, ImmutableDictionary<string, string> desired)
    {
        var state = StateOf(unit, observed);
        // One that goes down is told of again when it is down, or waits to come back: asking for it now would end the pause between its attempts.
        if (state is not ("active" or "reloading" or "refreshing" or "activating" or "deactivating"))
        {
            yield return new Change.StartUnit(unit.Name);
            yield break;
        }

        var loaded = observed.Units[unit.Name].LoadedFiles;
        // One that systemd began by itself, and that waits to be begun again, has read nothing yet of what it will.
        if (loaded.IsEmpty && observed.Units[unit.Name].SubState is "auto-restart" or "auto-restart-queued")
            yield break;
        if (unit.RestartOn.Any(path => IsStale(path, loaded, desired)))
        {
            yield return new Change.RestartUnit(unit.Name);
        }
        else if (unit.ReloadOn.Any(path => IsStale(path, loaded, desired)) || LoadedAnotherFile(unit, loaded))
        {
            // systemd refuses to reload a unit that has not come up yet or goes down, and one that reads nothing anew has no reload at all.
            yield return state is "activating" or "deactivating" || unit.ReloadOn.IsEmpty ? new Change.RestartUnit(unit.Name) : new Change.ReloadUnit(unit.Name);
        }
    }

    private static bool IsStale(string path, ImmutableDictionary<string, string> loaded, ImmutableDictionary<string, string> desired) =>
        loaded.GetValueOrDefault(path) != desired.GetValueOrDefault(path);

    /// <summary>True when the unit runs with a file that it is no longer to have.</summary>
    private static bool LoadedAnotherFile(ManagedUnit unit, ImmutableDictionary<string, string> loaded) =>
        loaded.Keys.Except(unit.ReloadOn).Except(unit.RestartOn).Any();

    private static string StateOf(ManagedUnit unit, ObservedState observed) =>
        observed.Units.TryGetValue(unit.Name, out var found) ? found.ActiveState : "inactive";
}
