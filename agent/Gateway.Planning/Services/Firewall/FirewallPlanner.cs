using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Firewall;

/// <summary>The ruleset, and forwarding, which is switched on only after the ruleset is loaded.</summary>
public static class FirewallPlanner
{
    public const string RulesUnit = "gateway-firewall.service";
    public const string ForwardingUnit = "gateway-forwarding.service";
    public const string Ipv6ForwardingUnit = "gateway-forwarding-ipv6.service";
    public const string OffloadUnit = "gateway-offload.service";
    public const string OffloadPath = "/etc/gateway/offload.nft";
    public const string RulesPath = "/etc/gateway/firewall.nft";

    public static ImmutableArray<string> DebianPackages => ["nftables", "procps"];

    /// <param name="document">What the host wants.</param>
    /// <param name="links">The container's own.</param>
    /// <param name="openings">Of all services.</param>
    /// <param name="mayForward">False: the provider claims addresses of the inside.</param>
    public static ServicePlan Plan(StackDocument document, ImmutableArray<LinkIndex> links, ImmutableArray<FirewallOpening> openings, bool mayForward)
    {
        var config = FirewallConfig.From(document, openings, mayForward);
        var offloaded = document.Firewall.Offload && config.Forward ? OffloadedLinks(config, links) : [];
        return new ServicePlan("firewall")
        {
            Files =
            [
                new ManagedFile(RulesPath, FirewallConf.Render(config))
                {
                    Check = new FileCheck("/usr/sbin/nft", ["-c", "-f", "{file}"]),
                },
                .. offloaded.IsEmpty ? Array.Empty<ManagedFile>() : [new ManagedFile(OffloadPath, OffloadConf.Render(offloaded))],
            ],
            Units =
            [
                new ManagedUnit(RulesUnit, UnitGoal.Running) { Phase = UnitPhase.Firewall, ReloadOn = [RulesPath] },
                new ManagedUnit(ForwardingUnit, config.Forward ? UnitGoal.Running : UnitGoal.Stopped)
                {
                    Phase = UnitPhase.Forwarding,
                },
                new ManagedUnit(OffloadUnit, offloaded.IsEmpty ? UnitGoal.Stopped : UnitGoal.Running)
                {
                    Phase = UnitPhase.Forwarding,
                    // Flows in the table know nothing of new rules; loaded anew, it begins without them, and they pass the rules again.
                    ReloadOn = offloaded.IsEmpty ? [] : [OffloadPath, RulesPath],
                },
                new ManagedUnit(Ipv6ForwardingUnit, config.ForwardsIpv6 ? UnitGoal.Running : UnitGoal.Stopped)
                {
                    Phase = UnitPhase.Forwarding,
                },
            ],
            Probes = [new Probe.UnitActive(RulesUnit), .. Forwarding(config)],
        };
    }

    /// <summary>The outside with a segment at least, or none: a flow has two ends.</summary>
    private static ImmutableArray<LinkIndex> OffloadedLinks(FirewallConfig config, ImmutableArray<LinkIndex> links)
    {
        ImmutableArray<LinkIndex> ends =
        [
            .. links.Where(link => link.Name == config.OutsideInterface || config.Segments.Any(segment => segment.Interface == link.Name))
                .OrderBy(static link => link.Name, StringComparer.Ordinal),
        ];
        return ends.Length > 1 && ends.Any(link => link.Name == config.OutsideInterface) ? ends : [];
    }

    private static IEnumerable<Probe> Forwarding(FirewallConfig config)
    {
        string[] units = [.. config.Forward ? [ForwardingUnit] : Array.Empty<string>(), .. config.ForwardsIpv6 ? [Ipv6ForwardingUnit] : Array.Empty<string>()];
        return units.Select(static unit => new Probe.UnitActive(unit));
    }
}
