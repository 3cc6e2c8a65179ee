using Gateway.Planning.Configuration;
using Gateway.Planning.Host;
using Gateway.Planning.Status;
using Gateway.Planning.Tests.Host;

namespace Gateway.Planning.Tests.Status;

public sealed class HostStatusTests
{
    private static readonly NetworkCard Held = HostSamples.Second with { Name = "inside", InContainer = true, Carrier = null };
    private static readonly HostView View = new()
    {
        Release = "1",
        Generation = 7,
        Settled = true,
        Bindings = RoleBinder.Bind(HostSamples.Config, [HostSamples.First, Held]),
        Cards = [HostSamples.First, Held],
    };

    private static readonly StackReport Report = new()
    {
        Generation = 7,
        Ready = true,
        Links =
        [
            new LinkReport("outside", "02:00:00:00:00:01", true, ["5.1.0.20/24"]) { Router = "5.1.0.1" },
            new LinkReport("inside", "52:54:00:00:00:02", true, []),
            new LinkReport("br-inside", "02:00:00:00:00:02", true, ["192.168.4.1/24"]),
        ],
    };

    [Fact]
    public void A_new_generation_is_not_ready_before_the_host_has_applied_it()
    {
        var report = Report with { Generation = 8 };

        Assert.True(HostStatus.ToDocument(View.Beginning(7), Report, 0).Ready);
        Assert.False(HostStatus.ToDocument(View.Beginning(8), report, 0).Ready);
        Assert.True(HostStatus.ToDocument(View.Beginning(8) with { Settled = true }, report, 0).Ready);
    }

    [Fact]
    public void Roles_show_the_card_and_the_addresses_in_the_container()
    {
        var roles = HostStatus.ToDocument(View, Report, 0).Roles;

        Assert.Equal(("outside", "bound", "52:54:00:00:00:01", "5.1.0.20/24", "5.1.0.1"), (roles[0].Role, roles[0].State, roles[0].Card, roles[0].Addresses.Single(), roles[0].Router));
        Assert.Equal(("inside", "bound", "52:54:00:00:00:02", "192.168.4.1/24", true), (roles[1].Role, roles[1].State, roles[1].Card, roles[1].Addresses.Single(), roles[1].Carrier));
    }

    [Fact]
    public void A_card_in_the_container_has_the_carrier_seen_there() =>
        Assert.Equal(true, HostStatus.ToDocument(View, Report, 0).Cards[1].Carrier);

    [Fact]
    public void Ready_needs_the_host_the_container_the_generation_and_both_roles()
    {
        Assert.True(Ready(View, Report));
        Assert.False(Ready(View with { Settled = false }, Report));
        Assert.False(Ready(View, null));
        Assert.False(Ready(View, Report with { Ready = false }));
        Assert.False(Ready(View, Report with { Generation = 6 }));
        Assert.False(Ready(View with { Bindings = RoleBinder.Bind(HostSamples.Config, [Held]) }, Report));
    }

    [Fact]
    public void A_role_without_a_card_on_purpose_does_not_stand_in_the_way()
    {
        var config = HostSamples.Config with { Inside = new SegmentConfig { Attach = false } };

        Assert.True(Ready(View with { Bindings = RoleBinder.Bind(config, [HostSamples.First]) }, Report));
    }

    [Fact]
    public void Conditions_of_all_parties_are_shown()
    {
        var view = View with { Conditions = [new Condition("a", "error", "x")], BootPartition = new Condition("b", "warning", "y") };
        var report = Report with { Conditions = [new Condition("c", "error", "z")] };

        Assert.Equal(["a", "b", "c"], HostStatus.ToDocument(view, report, 0).Conditions.Select(static condition => condition.Code));
    }

    [Fact]
    public void The_list_of_cards_holds_the_lines_to_copy() => Assert.Equal(
        """
        The network cards of this computer. Copy one of a card's nic lines below [outside] or [inside] of gateway.toml.

        enp1s0: virtio_net, off, role outside
            nic = "mac:52:54:00:00:00:01"
            nic = "path:pci-0000:01:00.0"

        """,
        NicsText.Render([HostStatus.ToDocument(View, null, 0).Cards[0]]));

    [Fact]
    public void A_name_that_a_card_was_given_cannot_steer_a_terminal() => Assert.Contains(
        "\n?[2J: virtio_net,",
        NicsText.Render([HostStatus.ToDocument(View, null, 0).Cards[0] with { Name = "\u001b[2J" }]));

    private static bool Ready(HostView view, StackReport? report) => HostStatus.ToDocument(view, report, 0).Ready;
}
