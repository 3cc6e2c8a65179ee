using Gateway.Planning.Configuration;
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
    [InlineData("forwarding")]
    [InlineData("segments")]
    [InlineData("mirrors")]
    [InlineData("ruled")]
    [InlineData("routed")]
    [InlineData("outside-alone")]
    public void Renders_the_expected_ruleset(string sample) =>
        ExpectedText.Matches($"Services/Firewall/Expected/{sample}.nft", Rules(StackSamples.All[sample]));

    [Theory]
    [InlineData("default")]
    [InlineData("forwarding")]
    [InlineData("segments")]
    [InlineData("ruled")]
    public void Every_rule_counts_and_names_its_origin(string sample)
    {
        var rules = Rules(StackSamples.All[sample]).Split('\n')
            .Where(static line => line.StartsWith("\t\t") && !line.TrimStart().StartsWith("type "))
            .ToList();

        Assert.NotEmpty(rules);
        Assert.All(rules, static rule => Assert.Matches(@"\scounter .* comment ""[a-z0-9.,\[\] -]+""$", rule));
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
    public void Without_an_outside_nothing_is_forwarded_inward() => Assert.DoesNotContain(
        "firewall.forward",
        Rules(StackSamples.Forwarding with { Outside = new StackLink { Present = false } }));

    [Fact]
    public void A_forward_to_a_name_without_an_address_is_a_document_that_its_writer_never_makes() => Assert.Contains(
        "laptop",
        Assert.Throws<FormatException>(static () => Rules(StackSamples.Forwarding with
        {
            Firewall = new Planning.Configuration.FirewallConfig { Forwards = [new ForwardConfig { Ports = new PortRange(22, 22), To = "laptop" }] },
        })).Message);

    [Fact]
    public void The_flow_table_has_the_two_links_and_is_loaded_again_when_one_comes_back()
    {
        var plan = Offloading(new LinkIndex("br-inside", 3), new LinkIndex("lo", 1), new LinkIndex("outside", 7));

        ExpectedText.Matches("Services/Firewall/Expected/offload.nft", plan.Files[1].Content);
        Assert.Equal(FirewallPlanner.OffloadPath, plan.Files[1].Path);
        Assert.Equal(UnitGoal.Running, plan.Units[2].Goal);
        Assert.Equal([FirewallPlanner.OffloadPath, FirewallPlanner.RulesPath], plan.Units[2].ReloadOn);
        Assert.NotEqual(plan.Files[1].Content, Offloading(new LinkIndex("br-inside", 3), new LinkIndex("outside", 9)).Files[1].Content);
    }

    [Fact]
    public void Without_one_of_the_links_there_is_no_flow_table_and_the_rules_are_the_same()
    {
        var plan = Offloading(new LinkIndex("br-inside", 3));

        Assert.Equal(UnitGoal.Stopped, plan.Units[2].Goal);
        Assert.Equal(Rules(StackSamples.Default), Assert.Single(plan.Files).Content);
    }

    private static ServicePlan Offloading(params LinkIndex[] links) => Planned.Service(
        "firewall",
        StackSamples.Default with { Firewall = new Planning.Configuration.FirewallConfig { Offload = true } },
        StackSamples.Observed with { Links = [.. links] });

    [Fact]
    public void Services_that_are_off_open_nothing() => Assert.DoesNotContain(" dport 53 ", Rules(StackSamples.EverythingOff));

    [Fact]
    public void A_port_that_two_services_open_is_one_rule_with_both_origins()
    {
        var plan = FirewallPlanner.Plan(
            StackSamples.Default,
            [],
            [new FirewallOpening("inside", "tcp", 443, "registry"), new FirewallOpening("inside", "tcp", 443, "ingress")],
            mayForward: true);

        Assert.Single(plan.Files[0].Content.Split('\n'), static line => line.Contains("dport 443 "));
        Assert.Contains("comment \"registry, ingress\"", plan.Files[0].Content);
    }

    [Fact]
    public void An_opening_for_another_zone_opens_nothing_inside()
    {
        var plan = FirewallPlanner.Plan(StackSamples.Default, [], [new FirewallOpening("guest", "tcp", 443, "ingress")], mayForward: true);

        Assert.DoesNotContain("443", plan.Files[0].Content);
    }

    private static string Rules(StackDocument document) => Planned.File("firewall", FirewallPlanner.RulesPath, document);

    private static ManagedUnit Forwarding(StackDocument document) =>
        Planned.Service("firewall", document).Units.Single(static unit => unit.Name == FirewallPlanner.ForwardingUnit);
}
