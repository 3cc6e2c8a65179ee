using Gateway.Planning.Desired;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Services.Network;

public sealed class NetworkPlannerTests
{
    [Theory]
    [InlineData("default")]
    [InlineData("changed")]
    [InlineData("segments")]
    [InlineData("routed")]
    [InlineData("outside-alone")]
    [InlineData("without-outside")]
    [InlineData("not-served")]
    [InlineData("ipv4-only")]
    public void Renders_the_expected_files(string sample)
    {
        var files = Planned.Service("network", StackSamples.All[sample]).Files;

        ExpectedText.Matches(
            $"Services/Network/Expected/{sample}.txt",
            string.Join('\n', files.Select(static file => $"=== {file.Path}\n{file.Content}")));
    }

    [Fact]
    public void A_missing_outside_card_has_no_file_so_that_its_link_stays_down() =>
        Assert.DoesNotContain(Files(StackSamples.WithoutOutside), static path => path.Contains("outside"));

    [Fact]
    public void The_bridge_of_an_inside_in_doubt_has_no_address() =>
        Assert.DoesNotContain("Address=", Planned.File("network", "/etc/systemd/network/30-br-inside.network", StackSamples.NotServed));

    /// <summary>The kernel's number for what has no tag is 1 too.</summary>
    [Fact]
    public void A_segment_with_the_vlan_1_is_another_than_what_has_no_tag()
    {
        var document = StackSamples.Segments with { FurtherSegments = [StackSamples.Segments.FurtherSegments[0] with { Vlan = 1 }, StackSamples.Segments.FurtherSegments[1] with { Vlan = 2 }] };

        Assert.All(
            ["20-inside", "20-bcmnet", "30-br-inside"],
            name => Assert.Contains("[BridgeVLAN]\nPVID=3\nEgressUntagged=3\n", Planned.File("network", $"/etc/systemd/network/{name}.network", document)));
        Assert.EndsWith("VLAN=1\nVLAN=2\n", Planned.File("network", "/etc/systemd/network/20-inside.network", document));
    }

    /// <summary>Its own file would make networkd set another address of the bridge than the one that computers inside know.</summary>
    [Fact]
    public void The_bridge_itself_does_not_change_with_segments() => Assert.Equal(
        Planned.File("network", "/etc/systemd/network/10-br-inside.netdev", StackSamples.Default),
        Planned.File("network", "/etc/systemd/network/10-br-inside.netdev", StackSamples.Segments));

    [Fact]
    public void A_container_is_in_no_segment() =>
        Assert.DoesNotContain("VLAN=20", Planned.File("network", "/etc/systemd/network/20-bcmnet.network", StackSamples.Segments));

    [Fact]
    public void The_links_of_segments_are_waited_for_before_daemons_begin()
    {
        var unit = Planned.Service("network", StackSamples.Segments).Units.Single(static unit => unit.Name == "gateway-segments.service");

        Assert.Equal((UnitGoal.Running, UnitPhase.Network), (unit.Goal, unit.Phase));
        Assert.Equal("vlan20\nvlan30\n", Planned.File("network", Assert.Single(unit.ReloadOn), StackSamples.Segments));
        Assert.Equal(UnitGoal.Stopped, Planned.Service("network", StackSamples.Default).Units.Single(other => other.Name == unit.Name).Goal);
    }

    [Fact]
    public void A_changed_file_reloads_networkd()
    {
        var unit = Planned.Service("network", StackSamples.Default).Units.Single(static unit => unit.Name == "systemd-networkd.service");

        Assert.Equal(UnitPhase.Network, unit.Phase);
        Assert.Equal(Files(StackSamples.Default), unit.ReloadOn.AsEnumerable());
    }

    [Fact]
    public void The_image_ships_the_bridge_as_it_is_planned() => Assert.Equal(
        File.ReadAllText(ProjectRoot.PathOf("overlays", "stack", "etc", "systemd", "network", "10-br-inside.netdev")),
        Planned.File("network", "/etc/systemd/network/10-br-inside.netdev", StackSamples.Changed));

    private static IEnumerable<string> Files(StackDocument document) =>
        Planned.Service("network", document).Files.Select(static file => file.Path);
}
