using Gateway.Planning.Names;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Names;

/// <summary>Each segment's computers have their names in its own part of the domain.</summary>
public sealed class NameScopeTests
{
    private static readonly NameScope Scope = NameScope.From(StackSamples.Segments)!;

    [Fact]
    public void Every_segment_with_leases_has_its_two_zones() => Assert.Equal(
        ["home.arpa", "4.168.192.in-addr.arpa", "guest.home.arpa", "20.168.192.in-addr.arpa", "cameras.home.arpa", "30.10.in-addr.arpa"],
        Scope.Zones);

    [Theory]
    [InlineData("192.168.4.60", "home.arpa")]
    [InlineData("192.168.20.60", "guest.home.arpa")]
    [InlineData("10.30.1.60", "cameras.home.arpa")]
    [InlineData("192.168.21.60", null)]
    public void A_lease_belongs_to_the_segment_of_its_address(string address, string? domain) =>
        Assert.Equal(domain, Scope.All.SingleOrDefault(scope => scope.Covers(address))?.Domain);

    [Fact]
    public void The_same_document_gives_the_same_scope_and_another_segment_another() =>
        Assert.True(Scope == NameScope.From(StackSamples.Segments) && Scope != NameScope.From(StackSamples.Segments with { FurtherSegments = [] }));

    [Fact]
    public void Without_the_insides_leases_the_others_still_have_names()
    {
        var scope = NameScope.From(StackSamples.Segments with { Inside = StackSamples.Segments.Inside with { DhcpEnabled = false } })!;

        Assert.Equal(("guest.home.arpa", "home.arpa"), (scope.Domain, scope.Root));
        Assert.Equal("cameras.home.arpa", Assert.Single(scope.Further.AsEnumerable()).Domain);
    }
}
