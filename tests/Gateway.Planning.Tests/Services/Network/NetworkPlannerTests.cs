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
