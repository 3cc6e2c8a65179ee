using System.Collections.Immutable;
using System.Net;
using Gateway.Planning.Configuration;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Firewall;

/// <summary>What becomes of a packet that begins a connection from one segment to another or to the outside. The page and the tests are made from it.</summary>
public static class ZonePolicy
{
    /// <summary>The operator's rules in their order, then what the zones say; forwards are apart.</summary>
    public static RuleAction Decide(StackDocument document, FlowStart flow)
    {
        var (from, to) = (SegmentOf(document, flow.From), SegmentOf(document, flow.To));
        var rules = document.Firewall.Rules.Select((_, index) => ZoneRule.From(document, index));
        if (rules.FirstOrDefault(rule => Fits(rule, flow, from?.Zone ?? ZoneMatrix.Outside, to?.Zone ?? ZoneMatrix.Outside)) is { } rule)
        {
            return rule.Rule.Action;
        }

        if (from is null)
        {
            return RuleAction.Drop;
        }

        var mayReach = ZoneMatrix.MayReach(from.Zone, from.Reach, to?.Zone ?? ZoneMatrix.Outside) && (to is not null || from.Egress == Egress.Open);
        return mayReach ? RuleAction.Accept : RuleAction.Reject;
    }

    /// <summary>As the page shows it: a row for each pair, a column for each service, for computers that no rule names.</summary>
    public static string ToMarkdown(StackDocument document, ImmutableArray<FlowService> services)
    {
        string[] places = [.. document.Segments.Select(static segment => segment.Name), ZoneMatrix.Outside];
        var rows = from source in places
                   from target in places
                   where source != target
                   select $"| {source} | {target} | {string.Join(" | ", services.Select(service => Word(Decide(document, new FlowStart(source, target, service)))))} |\n";
        return $"| from | to | {string.Join(" | ", services.Select(static service => service.Name))} |\n|---|---|{string.Concat(services.Select(static _ => "---|"))}\n{string.Concat(rows)}";
    }

    private static string Word(RuleAction action) => action.ToString().ToLowerInvariant();

    private static StackSegment? SegmentOf(StackDocument document, string name) => name == ZoneMatrix.Outside ? null : document.Segments.Single(segment => segment.Name == name);

    private static bool Fits(ZoneRule rule, FlowStart flow, string from, string to) =>
        rule.Rule.From == from && rule.Rule.To == to
        && (flow.Service.Ipv6 ? rule.Ipv6 : rule.Ipv4)
        && FitsProtocol(rule.Rule, flow.Service)
        && IsOne(rule.Source, flow.Source)
        && IsOne(rule.Destination, flow.Destination);

    private static bool FitsProtocol(RuleConfig rule, FlowService service) =>
        (rule.Protocol == RuleDefaults.AnyProtocol || rule.Protocol.Split('+').Contains(service.Protocol))
        && (rule.Ports.IsEmpty || rule.Ports.Any(ports => ports.Overlaps(new PortRange(service.Port, service.Port))));

    private static bool IsOne(RuleAddresses addresses, string? computer) =>
        addresses.IsAll
        || (computer is not null
            && (computer.Contains(':') ? IsOneIpv6(addresses, IPAddress.Parse(computer)) : addresses.Ipv4.Any(network => Ipv4NetworkText.IsIn(computer, network))));

    private static bool IsOneIpv6(RuleAddresses addresses, IPAddress computer) =>
        addresses.Ipv6.Any(network => Ipv6NetworkText.From(network).Contains(computer)) || addresses.Identifiers.Contains(Ipv6Text.Identifier(computer));
}

/// <param name="Protocol"><c>tcp</c>, <c>udp</c>, <c>icmp</c>, …</param>
/// <param name="Port">0 where there are none.</param>
public sealed record FlowService(string Protocol, int Port, bool Ipv6 = false)
{
    public string Name => Port == 0 ? Protocol : $"{Protocol} {Port}";
}

/// <summary>The first packet of a connection.</summary>
/// <param name="From">A segment's name, or the outside.</param>
/// <param name="To">Another one.</param>
/// <param name="Service">What is asked for.</param>
public sealed record FlowStart(string From, string To, FlowService Service)
{
    /// <summary>The address of who begins; null: one that no rule names.</summary>
    public string? Source { get; init; }

    /// <summary>The address of who is asked; null: one that no rule names.</summary>
    public string? Destination { get; init; }
}
