using Gateway.Planning.Desired;
using Gateway.Planning.Services.Firewall;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Services.Firewall;

public sealed class FirewallPlannerTests
{
    [Theory]
    [InlineData("default")]
    [InlineData("proxy-only")]
    [InlineData("changed")]
    [InlineData("ipv4-only")]
    [InlineData("without-outside")]
    [InlineData("not-served")]
    [InlineData("everything-off")]
    public void Renders_the_expected_ruleset(string sample) =>
        ExpectedText.Matches($"Services/Firewall/Expected/{sample}.nft", Rules(StackSamples.All[sample]));

    [Fact]
    public void Every_rule_counts_and_names_its_origin()
    {
        var rules = Rules(StackSamples.Default).Split('\n')
            .Where(static line => line.StartsWith("\t\t") && !line.TrimStart().StartsWith("type "))
            .ToList();

        Assert.NotEmpty(rules);
        Assert.All(rules, static rule => Assert.Matches(@" counter .* comment ""[a-z0-9., -]+""$", rule));
    }

    [Theory]
    [InlineData("without-outside")]
    [InlineData("not-served")]
    public void With_a_role_missing_nothing_is_forwarded(string sample)
    {
        var document = StackSamples.All[sample];

        Assert.Equal(UnitGoal.Stopped, Forwarding(document).Goal);
        Assert.DoesNotContain("masquerade", Rules(document));
        Assert.Contains("chain gw_forward {\n\t\ttype filter hook forward priority filter; policy drop;\n\t}", Rules(document));
    }

    [Fact]
    public void Forwarding_is_switched_on_after_the_rules_and_the_links()
    {
        Assert.Equal(UnitGoal.Running, Forwarding(StackSamples.Default).Goal);
        Assert.True(Forwarding(StackSamples.Default).Phase > UnitPhase.Network);
        Assert.True(UnitPhase.Network > UnitPhase.Firewall);
    }

    [Fact]
    public void Services_that_are_off_open_nothing() => Assert.DoesNotContain(" dport 53 ", Rules(StackSamples.EverythingOff));

    [Fact]
    public void A_port_that_two_services_open_is_one_rule_with_both_origins()
    {
        var plan = FirewallPlanner.Plan(
            StackSamples.Default,
            [new FirewallOpening("inside", "tcp", 443, "registry"), new FirewallOpening("inside", "tcp", 443, "ingress")],
            mayForward: true);

        Assert.Single(plan.Files[0].Content.Split('\n'), static line => line.Contains("dport 443 "));
        Assert.Contains("comment \"registry, ingress\"", plan.Files[0].Content);
    }

    [Fact]
    public void An_opening_for_another_zone_opens_nothing_inside()
    {
        var plan = FirewallPlanner.Plan(StackSamples.Default, [new FirewallOpening("guest", "tcp", 443, "ingress")], mayForward: true);

        Assert.DoesNotContain("443", plan.Files[0].Content);
    }

    private static string Rules(StackDocument document) => Planned.File("firewall", FirewallPlanner.RulesPath, document);

    private static ManagedUnit Forwarding(StackDocument document) =>
        Planned.Service("firewall", document).Units.Single(static unit => unit.Name == FirewallPlanner.ForwardingUnit);
}
