using Gateway.Planning.Configuration;
using Gateway.Planning.Host;

namespace Gateway.Planning.Tests.Host;

public sealed class RoleBinderTests
{
    [Fact]
    public void Each_role_gets_the_card_its_selector_names_whatever_the_order()
    {
        var one = RoleBinder.Bind(HostSamples.Config, [HostSamples.First, HostSamples.Second]);
        var other = RoleBinder.Bind(HostSamples.Config, [HostSamples.Second, HostSamples.First]);

        Assert.Equal(HostSamples.First, one.Outside.Card);
        Assert.Equal(HostSamples.Second, one.Inside.Card);
        Assert.Equal(one, other);
    }

    [Theory]
    [InlineData(NicSelectorKind.Mac, "52:54:00:00:00:01", true)]
    [InlineData(NicSelectorKind.Mac, "52:54:00:00:00:09", true)]
    [InlineData(NicSelectorKind.Mac, "52:54:00:00:00:08", false)]
    [InlineData(NicSelectorKind.Path, "pci-0000:01:00.0", true)]
    [InlineData(NicSelectorKind.Name, "enp1s0", true)]
    [InlineData(NicSelectorKind.Name, "enx525400000001", true)]
    [InlineData(NicSelectorKind.Name, "outside", false)]
    public void A_selector_matches_by_what_it_says(NicSelectorKind kind, string value, bool matches)
    {
        var config = HostSamples.Config with { Outside = new LinkConfig { Nic = new NicSelector(kind, value) } };
        var card = HostSamples.First with { Name = "outside", Mac = "52:54:00:00:00:09" };

        var binding = RoleBinder.Bind(config, [card, HostSamples.Second]).Outside;

        Assert.Equal(matches ? BindingState.Bound : BindingState.Missing, binding.State);
    }

    [Fact]
    public void A_card_without_a_permanent_MAC_is_matched_by_the_present_one()
    {
        var card = HostSamples.First with { PermanentMac = null };

        Assert.Equal(card, RoleBinder.Bind(HostSamples.Config, [card]).Outside.Card);
    }

    [Fact]
    public void Two_cards_with_the_same_MAC_are_ambiguous_and_both_are_named()
    {
        var twin = HostSamples.First with { Name = "enp3s0", PredictableName = "enp3s0", Path = "pci-0000:03:00.0" };
        var bindings = RoleBinder.Bind(HostSamples.Config, [HostSamples.First, twin, HostSamples.Second]);

        Assert.Equal(BindingState.Ambiguous, bindings.Outside.State);
        var text = Assert.Single(RoleConditions.Of(bindings, [HostSamples.First, twin, HostSamples.Second])).Text;
        Assert.Contains("enp1s0 (52:54:00:00:00:01, pci-0000:01:00.0, virtio_net), enp3s0 (52:54:00:00:00:01, pci-0000:03:00.0", text, StringComparison.Ordinal);
        Assert.Contains("nic = \"path:pci-0000:01:00.0\" or nic = \"path:pci-0000:03:00.0\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public void One_card_for_both_roles_is_given_to_neither()
    {
        var config = HostSamples.Config with { Inside = new SegmentConfig { Nic = new NicSelector(NicSelectorKind.Name, "enp1s0") } };

        var bindings = RoleBinder.Bind(config, [HostSamples.First, HostSamples.Second]);

        Assert.Equal((BindingState.SameCard, BindingState.SameCard), (bindings.Outside.State, bindings.Inside.State));
        Assert.False(bindings.MayServe);
    }

    [Fact]
    public void With_attach_false_the_inside_has_no_card_and_is_served()
    {
        var config = HostSamples.Config with { Inside = new SegmentConfig { Attach = false } };

        var bindings = RoleBinder.Bind(config, [HostSamples.First]);

        Assert.Equal(BindingState.Detached, bindings.Inside.State);
        Assert.True(bindings.MayServe);
    }

    [Fact]
    public void A_missing_inside_card_is_told_with_the_expected_and_the_present_ones_and_the_line_to_copy()
    {
        var bindings = RoleBinder.Bind(HostSamples.Config, [HostSamples.First, HostSamples.Second with { Path = "pci-0000:09:00.0" }]);

        var condition = Assert.Single(RoleConditions.Of(bindings, [HostSamples.First, HostSamples.Second with { Path = "pci-0000:09:00.0" }]));

        Assert.Equal("inside-card-missing", condition.Code);
        Assert.Equal(
            "looking for the inside card: no card matches nic = \"path:pci-0000:02:00.0\" of [inside]; nothing is served. Plug the card in, or change the line. "
            + "Present: enp1s0 (52:54:00:00:00:01, pci-0000:01:00.0, virtio_net), enp2s0 (52:54:00:00:00:02, pci-0000:09:00.0, virtio_net). "
            + "To use one of them, copy into [inside] of gateway.toml: nic = \"mac:52:54:00:00:00:02\"",
            condition.Text);
    }

    [Fact]
    public void The_permanent_MAC_counts_before_the_present_one_of_another_card()
    {
        var liar = HostSamples.Second with { Mac = "52:54:00:00:00:01" };

        Assert.Equal(HostSamples.First, RoleBinder.Bind(HostSamples.Config, [liar, HostSamples.First]).Outside.Card);
    }

    [Fact]
    public void A_card_may_be_named_by_the_MAC_that_it_has_now_and_keeps_it()
    {
        var card = HostSamples.Second with { Mac = "02:00:00:00:00:07" };
        var config = HostSamples.Config with { Inside = new SegmentConfig { Nic = new NicSelector(NicSelectorKind.Mac, "02:00:00:00:00:07") } };

        var desired = HostSamples.Plan(config, HostSamples.First, card);

        Assert.Equal(card, desired.Bindings.Inside.Card);
        Assert.Equal("02:00:00:00:00:07", desired.Links.Single(static link => link.Name == "inside").Mac);
    }

    [Fact]
    public void Of_two_cards_with_the_same_MAC_the_place_names_one()
    {
        var twin = HostSamples.First with { Name = "enp3s0", PredictableName = "enp3s0", Path = "pci-0000:03:00.0" };
        var config = HostSamples.Config with { Outside = new LinkConfig { Nic = new NicSelector(NicSelectorKind.Path, "pci-0000:03:00.0") } };

        var desired = HostSamples.Plan(config, HostSamples.First, twin, HostSamples.Second);

        Assert.Equal(["enp1s0", "outside", "inside"], desired.Links.Select(static link => link.Name));
        Assert.Contains("\nPath=pci-0000:03:00.0\n", desired.State.Files.Single(static file => file.Path.EndsWith("/10-gateway-outside.link", StringComparison.Ordinal)).Content, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_whose_address_is_all_zeros_is_told_with_the_key_and_its_place()
    {
        var card = HostSamples.Second with { Mac = "00:00:00:00:00:00", PermanentMac = null };
        var bindings = RoleBinder.Bind(HostSamples.Config, [HostSamples.First, card]);

        var condition = Assert.Single(RoleConditions.Of(bindings, [HostSamples.First, card], new RolePlaces("gateway.toml:4", "gateway.toml:7")));

        Assert.Equal(("inside-card-unusable", BindingState.NoAddress), (condition.Code, bindings.Inside.State));
        Assert.Contains("nic = \"path:pci-0000:02:00.0\" of [inside] (gateway.toml:7) means enp2s0", condition.Text, StringComparison.Ordinal);
        Assert.False(bindings.MayServe);
    }

    [Fact]
    public void Two_cards_on_one_broadcast_domain_are_refused_with_the_reason()
    {
        var outside = HostSamples.First with { SharesDomainWith = HostSamples.Second.Identity };
        var bindings = RoleBinder.Bind(HostSamples.Config, [outside, HostSamples.Second]);

        var condition = Assert.Single(RoleConditions.Of(bindings, [outside, HostSamples.Second], new RolePlaces("gateway.toml:4", "gateway.toml:7")));

        Assert.Equal(("refused", "refused"), (bindings.Outside.StateText, bindings.Inside.StateText));
        Assert.Equal("one-broadcast-domain", condition.Code);
        Assert.Contains("enp1s0 (52:54:00:00:00:01, pci-0000:01:00.0, virtio_net) and the inside card enp2s0", condition.Text, StringComparison.Ordinal);
        Assert.Contains("Nothing is forwarded or served", condition.Text, StringComparison.Ordinal);
        Assert.Contains("(gateway.toml:4, gateway.toml:7)", condition.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_that_hears_a_third_one_is_not_refused()
    {
        var outside = HostSamples.First with { SharesDomainWith = "52:54:00:00:00:03" };

        Assert.True(RoleBinder.Bind(HostSamples.Config, [outside, HostSamples.Second]).MayServe);
    }

    [Fact]
    public void The_lines_that_name_the_cards_are_found() =>
        Assert.Equal(
            new RolePlaces("gateway.toml:3", null),
            RolePlaces.Find("gateway.toml", "schema = 1\n[outside]\nnic = \"name:a\"\n[inside]\n"u8));

    [Fact]
    public void A_role_that_was_never_set_is_not_guessed()
    {
        var bindings = RoleBinder.Bind(new GatewayConfig(), [HostSamples.First, HostSamples.Second]);

        Assert.Equal((BindingState.Unset, BindingState.Unset), (bindings.Outside.State, bindings.Inside.State));
        Assert.Equal(
            ["outside-card-unset", "inside-card-unset"],
            RoleConditions.Of(bindings, [HostSamples.First, HostSamples.Second]).Select(static condition => condition.Code));
    }
}
