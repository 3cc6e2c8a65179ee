using Gateway.Planning.Cards;
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
        Assert.False(Ready(View with { Failing = ["chrony.service"] }, Report));
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

        enp1s0: virtio_net, link up, 1000 Mbit/s, role outside
            address 52:54:00:00:00:01, now 02:00:00:00:00:05
            heard: IPv6 router fe80::1 with 2001:db8::/64
            heard: DHCP server 5.1.0.1 offers 5.1.0.20/24, router 5.1.0.1
            nic = "mac:52:54:00:00:00:01"
            nic = "path:pci-0000:01:00.0"

        """,
        NicsText.Render(
        [
            HostStatus.ToDocument(View, null, 0).Cards[0] with
            {
                Mac = "02:00:00:00:00:05",
                Carrier = true,
                Speed = 1000,
                Routers = [new HeardRouter("fe80::1", ["2001:db8::/64"])],
                Offer = new HeardOffer("5.1.0.20/24", "5.1.0.1", "5.1.0.1"),
            },
        ]));

    [Theory]
    [InlineData("52:54:00:00:00:01", null, "address 52:54:00:00:00:01, the card has no permanent one\n    nic = \"mac:52:54:00:00:00:01\"\n")]
    [InlineData("00:00:00:00:00:00", null, "address all zeros: the card's memory cannot be read, it cannot be used\n    nic = \"path:")]
    public void A_card_without_an_address_of_its_own_says_so(string mac, string? permanent, string expected) => Assert.Contains(
        expected,
        NicsText.Render([HostStatus.ToDocument(View, null, 0).Cards[0] with { Mac = mac, PermanentMac = permanent }]), StringComparison.Ordinal);

    [Fact]
    public void What_was_heard_on_a_card_stands_with_it_wherever_the_card_is()
    {
        var heard = new HeardOnCard { Routers = [new HeardRouter("fe80::9", [])] };
        var view = View with { Heard = View.Heard.Add("52:54:00:00:00:02", heard) };

        Assert.Equal(["", "fe80::9"], HostStatus.ToDocument(view, Report, 0).Cards.Select(static card => string.Concat(card.Routers.Select(static router => router.Address))));
    }

    [Fact]
    public void A_link_that_goes_is_shown_at_once_for_the_card_and_its_role()
    {
        var linked = View with { Cards = [HostSamples.First with { Carrier = true }, Held], Bindings = RoleBinder.Bind(HostSamples.Config, [HostSamples.First with { Carrier = true }, Held]) };

        var status = HostStatus.ToDocument(linked.WithLinks([HostSamples.First with { Name = "outside", Up = true, Carrier = false }]), Report, 0);

        Assert.Equal((false, false), (status.Cards[0].Carrier, status.Roles[0].Carrier));
        Assert.Equal((true, true), (status.Cards[1].Carrier, status.Roles[1].Carrier));
        Assert.Equal("enp1s0", status.Cards[0].Name);
    }

    [Fact]
    public void Cards_on_one_network_are_refused_on_every_surface_before_the_next_turn()
    {
        var view = View with { Places = new RolePlaces("gateway.toml:4", "gateway.toml:7") };
        var status = HostStatus.ToDocument(view.Refusing(view.Bindings!.Pair!), Report, 0);

        Assert.False(status.Ready);
        Assert.Equal(["refused", "refused"], status.Roles.Select(static role => role.State));
        var condition = Assert.Single(status.Conditions);
        Assert.Equal("one-broadcast-domain", condition.Code);
        Assert.Contains("(gateway.toml:4, gateway.toml:7)", condition.Text, StringComparison.Ordinal);
        Assert.Same(View, View.Refusing(new RolePair("52:54:00:00:00:08", "52:54:00:00:00:09")));
    }

    [Fact]
    public void The_error_file_holds_what_the_lines_about_cards_lead_to()
    {
        var good = HostStatus.ToDocument(View, Report, 0);
        var condition = new Condition("one-broadcast-domain", "error", "the outside card \u001b");

        Assert.Null(ConfigErrorText.Render(good with { Conditions = [new Condition("unit-failed", "error", "x")] }));
        Assert.Equal("gateway.toml:1: bad\n\none-broadcast-domain: the outside card ?\n", ConfigErrorText.Render(good with
        {
            Configuration = new ConfigurationStatus { State = "invalid", Errors = ["gateway.toml:1: bad\n"] },
            Conditions = [condition],
        }));
    }

    [Fact]
    public void A_name_that_a_card_was_given_cannot_steer_a_terminal() => Assert.Contains(
        "\n?[2J: virtio_net,",
        NicsText.Render([HostStatus.ToDocument(View, null, 0).Cards[0] with { Name = "\u001b[2J" }]));

    private static bool Ready(HostView view, StackReport? report) => HostStatus.ToDocument(view, report, 0).Ready;
}
