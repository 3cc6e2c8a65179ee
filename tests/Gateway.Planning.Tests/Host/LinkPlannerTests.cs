using System.Collections.Immutable;
using Gateway.Planning.Configuration;
using Gateway.Planning.Host;

namespace Gateway.Planning.Tests.Host;

public sealed class LinkPlannerTests
{
    [Fact]
    public void At_boot_the_cards_are_named_and_all_are_up_so_that_they_hear() => Assert.Equal(
        """
        rename link enp1s0 to outside
        rename link enp2s0 to inside
        set link outside up
        set link inside up
        """,
        Steps(HostSamples.Config, HostSamples.First, HostSamples.Second));

    [Fact]
    public void Cards_as_they_should_be_need_nothing() => Assert.Equal(
        "",
        Steps(HostSamples.Config, HostSamples.First with { Name = "outside", Up = true }, HostSamples.Second with { Name = "inside", Up = true }));

    [Fact]
    public void A_card_that_a_killed_container_left_is_repaired() => Assert.Equal(
        """
        remove the alternative name inside of link dev2
        set link dev2 down
        rename link dev2 to inside
        set the MAC of link inside to 52:54:00:00:00:02
        set the MTU of link inside to 1500
        set link inside up
        """,
        Steps(
            HostSamples.Config,
            HostSamples.First with { Name = "outside", Up = true },
            HostSamples.Second with { Name = "dev2", Up = true, Mtu = 1400, Mac = "02:00:00:00:00:01", AlternativeNames = ["inside"] }));

    [Fact]
    public void Cards_that_swap_their_roles_go_through_names_that_nobody_has() => Assert.Equal(
        """
        set link inside down
        rename link inside to gwtmp0
        rename link outside to gwtmp1
        rename link gwtmp0 to outside
        rename link gwtmp1 to inside
        set link outside up
        set link inside up
        """,
        Steps(HostSamples.Config, HostSamples.First with { Name = "inside", Up = true }, HostSamples.Second with { Name = "outside" }));

    [Fact]
    public void A_name_is_free_before_another_card_gets_it() => Assert.Equal(
        """
        set link outside down
        rename link outside to gwtmp0
        rename link enp1s0 to outside
        rename link gwtmp0 to enp2s0
        set link outside up
        set link enp2s0 up
        """,
        Steps(
            new GatewayConfig { Outside = HostSamples.Config.Outside },
            HostSamples.First,
            HostSamples.Second with { Name = "outside", Up = true }));

    [Fact]
    public void A_swap_that_was_cut_off_half_way_is_finished() => Assert.Equal(
        """
        rename link outside to gwtmp1
        rename link gwtmp0 to outside
        rename link gwtmp1 to inside
        set link outside up
        set link inside up
        """,
        Steps(HostSamples.Config, HostSamples.First with { Name = "gwtmp0" }, HostSamples.Second with { Name = "outside" }));

    [Fact]
    public void A_card_that_lost_its_role_gets_its_own_name_back_and_goes_on_hearing() => Assert.Equal(
        """
        set link outside down
        rename link outside to enp1s0
        set link enp1s0 up
        """,
        Steps(new GatewayConfig(), HostSamples.First with { Name = "outside", Up = true }));

    [Fact]
    public void A_card_in_the_container_is_left_alone() => Assert.Equal(
        "",
        Steps(
            HostSamples.Config,
            HostSamples.First with { Name = "outside", Up = true },
            HostSamples.Second with { Name = "inside", InContainer = true, Mtu = 1400 }));

    [Fact]
    public void Where_the_provider_sees_the_cards_own_MAC_the_silent_parent_takes_another()
    {
        var config = HostSamples.Config with { Outside = HostSamples.Config.Outside with { Mac = HostSamples.First.Mac } };
        var parent = DerivedMac.Of(HostSamples.Inventory().MachineId, "outside-parent");

        Assert.Equal(
            $"rename link enp1s0 to outside\nset the MAC of link outside to {parent}\nset link outside up",
            Steps(config, HostSamples.First));
    }

    private static string Steps(GatewayConfig config, params ImmutableArray<NetworkCard> cards) =>
        string.Join('\n', LinkPlanner.Plan(HostSamples.Plan(config, cards).Links).Select(static step => step.ToText()));
}
