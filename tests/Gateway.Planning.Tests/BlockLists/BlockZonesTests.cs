using System.Collections.Immutable;
using Gateway.Planning.BlockLists;
using Gateway.Planning.Configuration;

namespace Gateway.Planning.Tests.BlockLists;

public sealed class BlockZonesTests
{
    private static readonly BlockListSpec Spec = new() { Limit = 100 };

    [Fact]
    public void Each_name_is_a_zone_and_one_under_another_is_none_of_its_own()
    {
        var zones = Render(Spec, ["example.com", "ads.example.net"], ["www.example.com", "ads.example.net", "b.example.org"]);

        Assert.Equal(
            """
            local-zone: "example.com." always_nxdomain
            local-zone: "ads.example.net." always_nxdomain
            local-zone: "b.example.org." always_nxdomain

            """,
            zones.Text);
        Assert.Equal((3, false), (zones.Count, zones.IsCut));
    }

    [Fact]
    public void Zero_is_an_address_where_nobody_is() =>
        Assert.Equal("local-zone: \"example.com.\" always_null\n", Render(Spec with { Answer = BlockAnswer.Zero }, ["example.com"]).Text);

    [Fact]
    public void What_is_allowed_is_found_with_all_under_it()
    {
        var zones = Render(Spec with { Allow = ["good.example.com", "example.net"] }, ["example.com", "x.good.example.com", "example.net", "ads.example.net", "x.example.org"]);

        Assert.Equal(
            """
            local-zone: "example.com." always_nxdomain
            local-zone: "x.example.org." always_nxdomain
            local-zone: "good.example.com." transparent

            """,
            zones.Text);
    }

    [Fact]
    public void The_limit_holds_for_all_lists_together()
    {
        var zones = Render(Spec with { Limit = 2 }, ["a.example.com", "b.example.com"], ["a.example.com", "c.example.com"]);

        Assert.Equal((2, true), (zones.Count, zones.IsCut));
    }

    private static BlockZonesText Render(BlockListSpec spec, params string[][] lists) => BlockZones.Render(lists.Select(static names => names.ToImmutableArray()), spec);
}
