using System.Collections.Immutable;
using System.Net;
using Gateway.Planning.Configuration;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;
using MirrorConfig = Gateway.Planning.Services.Mirror.MirrorConfig;

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

    /// <summary>Ports of machines inside that the outside reaches by IPv6.</summary>
    public ImmutableArray<Pinhole> Pinholes { get; init; } = [];

    /// <summary>Null: the outside has no IPv6.</summary>
    public OutsideIpv6? Ipv6 { get; init; }

    /// <summary>True: IPv6 passes between the segments and the outside, and from segment to segment.</summary>
    public bool ForwardsIpv6 => Forward && Ipv6 is { Prefix: not null };

    /// <summary>The operator's own, in the order in which they are asked.</summary>
    public ImmutableArray<ZoneRule> Rules { get; init; } = [];

    /// <summary>The proxies to which the daemons that may not leave directly are held; empty: there are no such daemons.</summary>
    public ImmutableArray<IPEndPoint> OutboundProxies { get; init; } = [];

    /// <summary>True: what is dropped is logged, within bounds.</summary>
    public bool LogDropped { get; init; }

    /// <summary>Whether something of a segment may go outside.</summary>
    public bool MayLeave(FirewallSegment segment) =>
        segment.ReachesOutside || Rules.Any(rule => rule.Rule is { To: ZoneMatrix.Outside, Action: RuleAction.Accept } && rule.Rule.From == segment.Zone);

    private static IEnumerable<int> ForwardsOf(StackDocument document, RuleFamily family) =>
        document.Firewall.Forwards.Index().Where(entry => entry.Item.Family == RuleFamily.Any || entry.Item.Family == family).Select(static entry => entry.Index);

    public static FirewallConfig From(StackDocument document, ImmutableArray<FirewallOpening> openings, bool mayForward)
    {
        var served = document.ServedSegments;
        var forward = !served.IsEmpty && document.Outside.Present && mayForward;
        return new FirewallConfig
        {
            Segments = [.. document.Segments.Select(segment => FirewallSegment.From(segment, served.Contains(segment), openings))],
            OutsideInterface = document.Outside.Interface,
            Forward = forward,
            OutsideDhcp = document.Outside is { Present: true, Mode: LinkMode.Dhcp },
            Ipv6 = document.Outside is { Present: true, Ipv6: { } ipv6 } ? new OutsideIpv6(ipv6.Split('/')[0], document.Outside.Ipv6Prefix) : null,
            Forwards = forward ? [.. ForwardsOf(document, RuleFamily.Ipv4).Select(index => PortForward.From(document, index))] : [],
            Pinholes = forward && document.Outside.Ipv6Prefix is not null ? [.. ForwardsOf(document, RuleFamily.Ipv6).Select(index => Pinhole.From(document, index))] : [],
            Rules = forward ? [.. document.Firewall.Rules.Select((_, index) => ZoneRule.From(document, index))] : [],
            OutboundProxies = [.. MirrorConfig.From(document).Instances.Select(static instance => instance.Outbound?.EndPoint).OfType<IPEndPoint>().Distinct()],
            LogDropped = document.Firewall.Log == FirewallLog.Dropped,
        };
    }
}
