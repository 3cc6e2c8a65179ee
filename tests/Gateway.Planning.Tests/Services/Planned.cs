using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Services;

/// <summary>One service's part of a planned document, by the name that status shows.</summary>
public static class Planned
{
    public static ServicePlan Service(string name, StackDocument document) => Service(name, document, StackSamples.Observed);

    public static ServicePlan Service(string name, StackDocument document, StackObservation observation) =>
        StackPlanner.Plan(document, observation).Services.Single(service => service.Name == name);

    public static string File(string name, string path, StackDocument document) =>
        Service(name, document).Files.Single(file => file.Path == path).Content;

    public static void IsOff(string name, StackDocument document)
    {
        var service = Service(name, document);
        Assert.False(service.Enabled);
        Assert.Empty(service.Files);
        Assert.Empty(service.Openings);
        Assert.Empty(service.Probes);
        Assert.All(service.Units, static unit => Assert.Equal(UnitGoal.Stopped, unit.Goal));
        Assert.NotEmpty(service.Units);
    }

    public static ManagedUnit OnlyUnit(ServicePlan service) => Assert.Single(service.Units.AsEnumerable());

    public static ImmutableArray<string> Openings(ServicePlan service) =>
        [.. service.Openings.Select(static opening => $"{opening.Zone} {opening.Protocol}/{opening.Port} {opening.Origin}")];
}
