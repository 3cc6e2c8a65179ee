using System.Collections.Immutable;
using Gateway.Planning.Desired;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Services.Firewall;

/// <summary>The ruleset, and forwarding, which is switched on only after the ruleset is loaded.</summary>
public static class FirewallPlanner
{
    public const string RulesUnit = "gateway-firewall.service";
    public const string ForwardingUnit = "gateway-forwarding.service";
    public const string RulesPath = "/etc/gateway/firewall.nft";

    public static ImmutableArray<string> DebianPackages => ["nftables", "procps"];

    public static ServicePlan Plan(StackDocument document, ImmutableArray<FirewallOpening> openings)
    {
        var config = FirewallConfig.From(document, openings);
        return new ServicePlan("firewall")
        {
            Files =
            [
                new ManagedFile(RulesPath, FirewallConf.Render(config))
                {
                    Check = new FileCheck("/usr/sbin/nft", ["-c", "-f", "{file}"]),
                },
            ],
            Units =
            [
                new ManagedUnit(RulesUnit, UnitGoal.Running) { Phase = UnitPhase.Firewall, ReloadOn = [RulesPath] },
                new ManagedUnit(ForwardingUnit, config.Forward ? UnitGoal.Running : UnitGoal.Stopped)
                {
                    Phase = UnitPhase.Forwarding,
                },
            ],
            Probes = [new Probe.UnitActive(RulesUnit), .. Forwarding(config)],
        };
    }

    private static IEnumerable<Probe> Forwarding(FirewallConfig config) =>
        config.Forward ? [new Probe.UnitActive(ForwardingUnit)] : [];
}
