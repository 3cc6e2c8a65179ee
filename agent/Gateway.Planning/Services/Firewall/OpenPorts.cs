using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Firewall;

/// <summary>The ports of the box itself that each segment reaches. The page and the tests are made from it; from outside there is none.</summary>
public static class OpenPorts
{
    public static ImmutableArray<FirewallOpening> Of(StackDocument document, StackObservation observation) =>
    [
        .. StackPlanner.Plan(document, observation).Services.SelectMany(static service => service.Openings).Distinct()
            .OrderBy(opening => document.Segments.Select(static segment => segment.Name).ToList().IndexOf(opening.Zone))
            .ThenBy(static opening => opening.Protocol, StringComparer.Ordinal)
            .ThenBy(static opening => opening.Port),
    ];

    /// <summary>As the page shows it.</summary>
    public static string ToMarkdown(StackDocument document, StackObservation observation) =>
        "| from | port | by |\n|---|---|---|\n" + string.Concat(Of(document, observation).Select(static opening => $"| {opening.Zone} | {opening.Protocol} {opening.Port} | `[{opening.Origin}]` |\n"));
}
