using System.Collections.Immutable;
using Gateway.Planning.Desired;

namespace Gateway.Planning.Plans;

/// <summary>A plan and the files that their daemons refuse -&gt; what can be done of it: a unit of which one file is refused keeps all that it has.</summary>
public static class PartialPlan
{
    /// <returns>Null: nothing may be done, since the rules that come before everything else would not be loaded.</returns>
    public static Plan? Without(DesiredState desired, Plan plan, ImmutableArray<FileRefusal> refusals)
    {
        var refused = refusals.Select(static refusal => refusal.Path).ToHashSet();
        var held = desired.Units.Where(unit => FilesOf(unit).Any(refused.Contains)).ToImmutableArray();
        var rules = held.Where(static unit => unit.Phase == UnitPhase.Firewall).Select(static unit => unit.Name);
        if (plan.Changes.OfType<Change.StartUnit>().Select(static start => start.Unit).Intersect(rules).Any())
            return null;
        var units = held.Select(static unit => unit.Name).ToHashSet();
        var files = held.SelectMany(FilesOf).Concat(refused).ToHashSet();
        return new Plan([.. plan.Changes.Where(change => change switch
        {
            Change.WriteFile write => !files.Contains(write.File.Path),
            Change.StartUnit start => !units.Contains(start.Unit),
            Change.ReloadUnit reload => !units.Contains(reload.Unit),
            Change.RestartUnit restart => !units.Contains(restart.Unit),
            _ => true,
        })]);
    }

    private static IEnumerable<string> FilesOf(ManagedUnit unit) => unit.ReloadOn.Concat(unit.RestartOn);
}
