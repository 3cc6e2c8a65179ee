using System.Collections.Immutable;
using Gateway.Agent.Reconcile;
using Gateway.Planning.Desired;
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
            ? last with
            {
                Generation = document.Generation,
                Services = [.. desired.Services.Select(static service => new ServiceStatus(service.Name, service.Enabled ? "starting" : "off"))],
                Conditions = [],
            }
            : last;

    public static StackReport AfterTurn(
        StackDocument document,
        DesiredState desired,
        StackSurroundings surroundings,
        ImmutableArray<ServiceStatus> services,
        StateOutcome outcome) => new()
        {
            Generation = document.Generation,
            Ready = outcome.IsComplete && IsServed(desired, services),
            Services = services,
            Links = surroundings.Links,
            FailedUnits = surroundings.FailedUnits,
            Conditions = [.. desired.Conditions, .. outcome.Conditions],
            RestartedUnits = surroundings.RestartedUnits,
            RootFingerprint = surroundings.Authority.Fingerprint,
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
        Conditions = [new Condition(HostConditions.TurnFailed, "error", $"applying the configuration failed: {failure.Message}")],
    };
}
