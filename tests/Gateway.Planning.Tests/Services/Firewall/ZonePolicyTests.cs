using Gateway.Planning.Configuration;
using Gateway.Planning.Services.Firewall;
using Gateway.Planning.Tests.Configuration;
using Gateway.Planning.Tests.Host;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Services.Firewall;

/// <summary>What the rules and the zones say together. Tests with packets hold the kernel against the same answers.</summary>
public sealed class ZonePolicyTests
{
    [Theory]
    [InlineData("guest", "inside", "tcp", 631, "192.168.20.7", "192.168.4.20", RuleAction.Accept)]
    [InlineData("guest", "inside", "tcp", 631, "192.168.20.7", "192.168.4.47", RuleAction.Accept)]
    [InlineData("guest", "inside", "tcp", 631, "192.168.20.7", "192.168.4.48", RuleAction.Drop)]
    [InlineData("guest", "inside", "udp", 631, "192.168.20.7", "192.168.4.20", RuleAction.Drop)]
    [InlineData("inside", "outside", "tcp", 587, "192.168.4.20", null, RuleAction.Accept)]
    [InlineData("inside", "outside", "tcp", 587, "192.168.4.21", null, RuleAction.Reject)]
    [InlineData("cameras", "outside", "udp", 123, null, null, RuleAction.Accept)]
    [InlineData("cameras", "outside", "tcp", 443, null, null, RuleAction.Reject)]
    [InlineData("guest", "outside", "tcp", 25, null, null, RuleAction.Reject)]
    [InlineData("guest", "outside", "tcp", 26, null, null, RuleAction.Drop)]
    [InlineData("guest", "outside", "gre", 0, null, null, RuleAction.Accept)]
    [InlineData("outside", "inside", "tcp", 443, null, "192.168.4.20", RuleAction.Drop)]
    public void The_first_rule_that_fits_decides_and_the_zones_where_none_does(string from, string to, string protocol, int port, string? source, string? destination, RuleAction expected) =>
        Assert.Equal(expected, ZonePolicy.Decide(RuleSamples.Ruled, new FlowStart(from, to, new FlowService(protocol, port)) { Source = source, Destination = destination }));

    [Fact]
    public void The_page_shows_the_ports_that_are_open() => Assert.Contains(
        OpenPorts.ToMarkdown(StackSamples.Default, StackSamples.Observed), File.ReadAllText(ProjectRoot.PathOf("docs", "gateway.toml.md")), StringComparison.Ordinal);

    [Fact]
    public void The_page_shows_the_policy_of_its_example()
    {
        var page = File.ReadAllText(ProjectRoot.PathOf("docs", "gateway.toml.md"));
        var example = page.Split("```toml\n").Skip(1).Select(static part => part.Split("```")[0]).Single(static part => part.Contains("[segment.visitors]", StringComparison.Ordinal));
        var document = HostSamples.Stack(Read.Good(example.Replace("schema = 1\n", "", StringComparison.Ordinal)));

        Assert.Contains(ZonePolicy.ToMarkdown(document, [new("tcp", 25), new("tcp", 443), new("udp", 123), new("icmp", 0)]), page, StringComparison.Ordinal);
    }
}
