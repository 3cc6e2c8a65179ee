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

    /// <param name="document">What the host wants.</param>
    /// <param name="openings">Of all services.</param>
    /// <param name="mayForward">False: the provider claims addresses of the inside.</param>
    public static ServicePlan Plan(StackDocument document, ImmutableArray<FirewallOpening> openings, bool mayForward)
    {
        var config = FirewallConfig.From(document, openings, mayForward);
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
