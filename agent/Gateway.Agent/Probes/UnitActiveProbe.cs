using System.Collections.Immutable;
using Gateway.Planning.Desired;

namespace Gateway.Agent.Probes;

/// <summary>Looks at a unit's state as it was observed after the changes of this turn.</summary>
internal static class UnitActiveProbe
{
    public static string? Ask(Probe.UnitActive probe, ImmutableDictionary<string, ObservedUnit> units) =>
        units.TryGetValue(probe.Unit, out var unit) && unit.ActiveState is "active" or "reloading"
            ? null
            : $"{probe.Unit} is {(unit is null ? "not known" : $"{unit.ActiveState} ({unit.SubState})")}";
}
