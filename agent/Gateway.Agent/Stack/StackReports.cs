using System.Collections.Immutable;
using Gateway.Agent.Units;
using Gateway.Planning.Desired;
using Gateway.Planning.Plans;
using Gateway.Planning.Stack;
using Gateway.Planning.Status;

namespace Gateway.Agent.Stack;

/// <summary>Outcomes of a turn → the report.</summary>
internal static class StackReports
{
    public static StackReport Idle(string path) => new()
    {
        Conditions = [new Condition(
            "no-configuration", "warning",
            $"there is no {path}: nothing is served until the host's agent, or whoever runs this container, puts one there")],
    };

    /// <summary>The first turn starts every daemon and takes its time: until then they are starting. Later ones leave the last report as it is.</summary>
    public static StackReport Beginning(StackDocument document, StackReport last, DesiredState desired) =>
        last.Services.IsEmpty
            ? new StackReport
            {
                Generation = document.Generation,
                Services = [.. desired.Services.Select(static service => new ServiceStatus(service.Name, service.Enabled ? "starting" : "off"))],
            }
            : last;

    public static StackReport AfterTurn(
        StackDocument document,
        DesiredState desired,
        StackSurroundings surroundings,
        ImmutableArray<ServiceStatus> services,
        ImmutableArray<UnitFailure> failures,
        Plan left) => new()
        {
            Generation = document.Generation,
            Ready = failures.IsEmpty && left.IsEmpty && IsServed(desired, services),
            Services = services,
            Links = surroundings.Links,
            FailedUnits = surroundings.FailedUnits,
            Conditions =
            [
                .. failures.Select(static failure => new Condition(
                    "unit-failed", "error",
                    $"{failure.Unit} could not be brought into its state: {failure.Reason}; it is tried again, see `journalctl -u {failure.Unit}`")),
                .. left.Changes.Select(static change => new Condition(
                    "start-held-back", "warning",
                    $"{change.ToText()}: it keeps failing and is tried again ever more rarely, at least once a minute")),
            ],
        };

    /// <summary>What needs the Internet does not count: without a provider the box is ready all the same.</summary>
    private static bool IsServed(DesiredState desired, ImmutableArray<ServiceStatus> services)
    {
        var dependent = desired.Services.Where(static service => service.NeedsInternet).Select(static service => service.Name).ToHashSet();
        return services.All(service => service.State is "answering" or "off" || dependent.Contains(service.Name));
    }

    /// <summary>What ran before keeps running, and so the rest of the last report still holds.</summary>
    public static StackReport AfterFailure(StackReport last, int? generation, Exception failure) => last with
    {
        Ready = false,
        FailedGeneration = generation,
        Conditions = [new Condition("turn-failed", "error", $"applying the configuration failed: {failure.Message}")],
    };
}
