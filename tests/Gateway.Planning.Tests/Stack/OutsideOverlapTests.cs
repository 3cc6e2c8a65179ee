using Gateway.Planning.Stack;

namespace Gateway.Planning.Tests.Stack;

public sealed class OutsideOverlapTests
{
    [Theory]
    [InlineData("192.168.4.70/24", "192.168.4.1", "", "gives the outside the address 192.168.4.70/24")]
    [InlineData("192.168.4.70/32", "", "", "gives the outside the address 192.168.4.70/32")]
    [InlineData("192.168.4.70/16", "", "", "gives the outside the address 192.168.4.70/16")]
    [InlineData("5.1.0.17/24", "192.168.4.254", "", "names 192.168.4.254 as the outside's router")]
    [InlineData("5.1.0.17/24", "5.1.0.1", "192.168.4.128/25", "routes 192.168.4.128/25 to the outside")]
    [InlineData("5.1.0.17/24", "5.1.0.1", "192.168.4.0/24", "routes 192.168.4.0/24 to the outside")]
    public void What_the_provider_claims_of_the_inside_stops_forwarding(string address, string router, string route, string words)
    {
        var observation = Observe(address, router, route);

        Assert.Equal(words, OutsideOverlap.Conflict(StackSamples.Default, observation));
        var condition = Assert.Single(OutsideOverlap.Conditions(StackSamples.Default, observation));
        Assert.Equal(("outside-overlaps-inside", "error"), (condition.Code, condition.Severity));
        Assert.Contains("192.168.4.0/24", condition.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("masquerade", RulesOf(observation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5.1.0.17/24", "5.1.0.1", "0.0.0.0/0")]
    [InlineData("192.168.5.17/24", "192.168.5.1", "192.168.0.0/16")]
    public void What_only_lies_beside_it_does_not(string address, string router, string route)
    {
        var observation = Observe(address, router, route);

        Assert.Empty(OutsideOverlap.Conditions(StackSamples.Default, observation));
        Assert.Contains("masquerade", RulesOf(observation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("192.168.77.17/16", "ipv4 = \"10.77.5.1/24\"")]
    [InlineData("5.1.0.17/0", "ipv4 = \"192.168.5.1/24\"")]
    public void A_providers_subnet_around_the_insides_is_a_warning(string address, string advice)
    {
        var condition = Assert.Single(OutsideOverlap.Conditions(StackSamples.Default, Observe(address, "", "")));

        Assert.Equal(("outside-contains-inside", "warning"), (condition.Code, condition.Severity));
        Assert.Contains(advice, condition.Text, StringComparison.Ordinal);
        Assert.Contains("masquerade", RulesOf(Observe(address, "", "")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_address_that_the_provider_gave_the_gateway_is_leased_to_nobody()
    {
        var kea = StackPlanner.Plan(StackSamples.Default, Observe("192.168.4.70/24", "", "")).Files.Single(static file => file.Path == "/etc/kea/kea-dhcp4.conf");

        Assert.Contains("192.168.4.50 - 192.168.4.69", kea.Content, StringComparison.Ordinal);
        Assert.Contains("192.168.4.71 - 192.168.4.199", kea.Content, StringComparison.Ordinal);
    }

    private static string RulesOf(StackObservation observation) =>
        StackPlanner.Plan(StackSamples.Default, observation).Files.Single(static file => file.Path == "/etc/gateway/firewall.nft").Content;

    private static StackObservation Observe(string address, string router, string route) => new()
    {
        Lease = new OutsideLease(address) { Routers = router.Length == 0 ? [] : [router], Routes = route.Length == 0 ? [] : [route] },
    };
}
