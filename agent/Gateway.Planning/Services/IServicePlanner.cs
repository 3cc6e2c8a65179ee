using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services;

/// <summary>Turns the document into what one service contributes to the desired state.</summary>
public interface IServicePlanner
{
    /// <summary>The Debian packages that the service's daemon comes from; each stands in <c>image/stack/packages.list</c>.</summary>
    ImmutableArray<string> DebianPackages { get; }

    ServicePlan Plan(StackDocument document, StackObservation observation);
}
