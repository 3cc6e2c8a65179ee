using System.Collections.Immutable;
using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Firewall;

/// <summary>Who may reach the gateway and who is forwarded where.</summary>
public sealed record FirewallConfig
{
    /// <summary>The inside first.</summary>
    public required ImmutableArray<FirewallSegment> Segments { get; init; }

    /// <summary>The interface towards the provider; it is guarded whether or not it is there.</summary>
    public required string OutsideInterface { get; init; }

    /// <summary>True: what the segments may reach is forwarded, and masqueraded outside.</summary>
    public bool Forward { get; init; }

    /// <summary>True: the outside link's DHCP client gets its answers.</summary>
    public bool OutsideDhcp { get; init; }

    /// <summary>Ports of the outside's address that machines inside serve.</summary>
    public ImmutableArray<PortForward> Forwards { get; init; } = [];

    /// <summary>The operator's own, in the order in which they are asked.</summary>
    public ImmutableArray<ZoneRule> Rules { get; init; } = [];

    /// <summary>True: what is dropped is logged, within bounds.</summary>
    public bool LogDropped { get; init; }

    /// <summary>Whether something of a segment may go outside.</summary>
    public bool MayLeave(FirewallSegment segment) =>
        segment.ReachesOutside || Rules.Any(rule => rule.Rule is { To: ZoneMatrix.Outside, Action: RuleAction.Accept } && rule.Rule.From == segment.Zone);

    /// <summary>Whether something that is not let through is told so.</summary>
    public bool Refuses => Forward
        && (Segments.Length > 1 || Segments.Any(static segment => segment.Egress != Egress.Open || !segment.ReachesOutside) || Rules.Any(static rule => rule.Rule.Action == RuleAction.Reject));

    public static FirewallConfig From(StackDocument document, ImmutableArray<FirewallOpening> openings, bool mayForward)
    {
        var served = document.ServedSegments;
        var forward = !served.IsEmpty && document.Outside.Present && mayForward;
        return new FirewallConfig
        {
            Segments = [.. document.Segments.Select(segment => FirewallSegment.From(segment, served.Contains(segment), openings))],
            OutsideInterface = document.Outside.Interface,
            Forward = forward,
            OutsideDhcp = document.Outside.Present,
            Forwards = forward ? [.. document.Firewall.Forwards.Select((_, index) => PortForward.From(document, index))] : [],
            Rules = forward ? [.. document.Firewall.Rules.Select((_, index) => ZoneRule.From(document, index))] : [],
            LogDropped = document.Firewall.Log == FirewallLog.Dropped,
        };
    }
}
