using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Services;

namespace Gateway.Planning.Stack;

/// <summary>Document and observation → every file and unit of the container.</summary>
public static class StackPlanner
{
    public static DesiredState Plan(StackDocument document, StackObservation observation) =>
        Merge(ServiceCatalog.Plan(document, observation)) with { Conditions = OutsideOverlap.Conditions(document, observation) };

    private static DesiredState Merge(ImmutableArray<ServicePlan> services)
    {
        var files = services.SelectMany(static service => service.Files).ToImmutableArray();
        var units = services.SelectMany(static service => service.Units).ToImmutableArray();
        RefuseTwoOwners("file", files.Select(static file => file.Path));
        RefuseTwoOwners("unit", units.Select(static unit => unit.Name));
        return new DesiredState { Files = files, Units = units, Services = services };
    }

    private static void RefuseTwoOwners(string kind, IEnumerable<string> names)
    {
        var twice = names.GroupBy(static name => name).FirstOrDefault(static group => group.Count() > 1);
        if (twice is not null)
        {
            throw new InvalidOperationException(
                $"planning the container: the {kind} {twice.Key} is claimed by two services; one of the planners in ServiceCatalog must give it up");
        }
    }
}
