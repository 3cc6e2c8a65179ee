using System.Collections.Immutable;
using Gateway.Planning.Configuration;
using Gateway.Planning.Host.Lxd;

namespace Gateway.Planning.Tests.Host;

public sealed class LxdPlannerTests
{
    private static readonly LxdDesired Desired = HostSamples.Plan(HostSamples.Config, HostSamples.First, HostSamples.Second).Lxd;
    private static readonly LxdObserved Right = Applied(Desired);
    private static readonly LxdObservedInstance Instance = Right.Instance!;

    [Fact]
    public void A_new_device_gets_everything_and_the_container_is_started_last() => Assert.Equal(
        """
        create storage pool default
        create network bcmnet
        create volume gateway-dns of 64MiB
        create volume gateway-leases of 64MiB
        create volume gateway-log of 128MiB
        create volume gateway-proxy of 192MiB
        create volume gateway-mirror-docker-hub of 768MiB
        create volume gateway-registry of 768MiB
        create volume gateway-state of 64MiB
        create instance gateway
        start instance gateway
        """,
        Plan(LxdObserved.Nothing));

    [Theory]
    [InlineData("limits.memory", "80%")]
    [InlineData("limits.processes", "4096")]
    [InlineData("security.devlxd", "false")]
    [InlineData("security.idmap.isolated", "false")]
    [InlineData("security.privileged", "false")]
    public void What_confines_the_container_is_set_and_put_back(string key, string value)
    {
        Assert.Equal(value, Desired.Instance.Config[key]);
        Assert.Equal(
            $"update instance gateway: config.{key}",
            Plan(Right with { Instance = Instance with { Config = Instance.Config.Remove(key) } }));
    }

    [Fact]
    public void What_is_as_wanted_needs_nothing() => Assert.Equal("", Plan(Right));

    [Fact]
    public void Keys_that_LXD_or_an_operator_added_are_left_alone() => Assert.Equal("", Plan(Right with
    {
        Networks = Right.Networks.SetItem("bcmnet", Right.Networks["bcmnet"].Add("volatile.bridge.hwaddr", "00:16:3e:00:00:01")),
        Instance = Instance with
        {
            Config = Instance.Config.Add("volatile.uuid", "x"),
            Devices = Instance.Devices.Add("usb", ImmutableSortedDictionary<string, string>.Empty.Add("type", "usb")),
        },
    }));

    [Fact]
    public void What_was_changed_by_hand_is_named_and_put_back() => Assert.Equal(
        """
        update network bcmnet: ipv4.address
        resize volume gateway-log to 128MiB
        update instance gateway: config.security.nesting, devices.outside.hwaddr, devices.outside.mtu
        """,
        Plan(Right with
        {
            Networks = Right.Networks.SetItem("bcmnet", Right.Networks["bcmnet"].SetItem("ipv4.address", "10.0.0.1/24")),
            VolumeSizes = Right.VolumeSizes.SetItem("gateway-log", ""),
            Instance = Instance with
            {
                Config = Instance.Config.Remove("security.nesting"),
                Devices = Instance.Devices.SetItem("outside", Instance.Devices["outside"].SetItem("hwaddr", "02:00:00:00:00:01").Add("mtu", "1400")),
            },
        }));

    [Fact]
    public void What_was_deleted_by_hand_is_made_again() => Assert.Equal(
        "create volume gateway-state of 64MiB\ncreate instance gateway\nstart instance gateway",
        Plan(Right with { VolumeSizes = Right.VolumeSizes.Remove("gateway-state"), Instance = null }));

    [Fact]
    public void A_stopped_container_is_started() =>
        Assert.Equal("start instance gateway", Plan(Right with { Instance = Instance with { Running = false } }));

    [Fact]
    public void A_container_that_was_frozen_by_hand_goes_on() =>
        Assert.Equal("unfreeze instance gateway", Plan(Right with { Instance = Instance with { Frozen = true } }));

    [Fact]
    public void Another_image_rebuilds_the_container() => Assert.Equal(
        """
        stop instance gateway
        delete instance gateway: it was made from another image
        create instance gateway
        start instance gateway
        """,
        Plan(Right with { Instance = Instance with { Config = Instance.Config.SetItem(LxdKeys.Image, "bb") } }));

    [Fact]
    public void A_power_cut_while_unpacking_leads_to_a_fresh_container() => Assert.Equal(
        """
        delete instance gateway: its root was not unpacked completely
        create instance gateway
        start instance gateway
        """,
        Plan(Right with { Instance = Instance with { Config = Instance.Config.Remove(LxdKeys.Image), Running = false } }));

    [Fact]
    public void Without_the_inside_card_the_container_is_stopped_before_anything_else()
    {
        var desired = HostSamples.Plan(HostSamples.Config, HostSamples.First).Lxd;

        Assert.Equal(
            "stop instance gateway\nupdate instance gateway: config.user.gateway.card.inside, devices.inside (removed)",
            Text(LxdPlanner.Plan(desired, Right)));
    }

    [Fact]
    public void With_both_cards_on_one_network_the_container_is_killed_before_anything_else()
    {
        var desired = HostSamples.Plan(HostSamples.Config, HostSamples.First with { SharesDomainWith = HostSamples.Second.Identity }, HostSamples.Second).Lxd;

        Assert.Equal(
            "stop instance gateway at once\nupdate instance gateway: devices.outside (removed), devices.inside (removed)",
            Text(LxdPlanner.Plan(desired, Right)));
    }

    [Fact]
    public void A_further_mirror_brings_its_volume_and_one_that_is_gone_takes_it_away()
    {
        var mirrored = HostSamples.Plan(
            HostSamples.Config with { Registry = new RegistryConfig { Mirrors = [new MirrorConfig { Name = "ghcr", Url = "https://ghcr.io" }] } }, HostSamples.First, HostSamples.Second).Lxd;

        Assert.Equal(
            """
            resize volume gateway-mirror-docker-hub to 512MiB
            create volume gateway-mirror-ghcr of 512MiB
            resize volume gateway-registry to 512MiB
            update instance gateway: devices.mirror-ghcr
            """,
            Text(LxdPlanner.Plan(mirrored, Right)));
        Assert.Equal(
            """
            resize volume gateway-mirror-docker-hub to 768MiB
            resize volume gateway-registry to 768MiB
            update instance gateway: devices.mirror-ghcr (removed)
            delete volume gateway-mirror-ghcr
            """,
            Plan(Applied(mirrored)));
        Assert.DoesNotContain("mirror-ghcr", LxdInstanceMerge.MergeDevices(mirrored.Instance.Devices, Desired.Instance.Devices).Keys);
    }

    [Fact]
    public void A_role_that_moves_to_another_card_is_first_taken_away()
    {
        var third = HostSamples.Second with { Mac = "52:54:00:00:00:03", PermanentMac = "52:54:00:00:00:03" };
        var moved = HostSamples.Plan(HostSamples.Config, HostSamples.First, third).Lxd;

        var roles = CardRelease.RolesOf(moved.Instance, Instance);
        var first = moved with { Instance = CardRelease.Without(moved.Instance, roles) };

        Assert.Equal(["inside"], roles);
        Assert.Equal("update instance gateway: config.user.gateway.card.inside, devices.inside (removed)", Text(LxdPlanner.Plan(first, Right)));
        var between = Applied(first);
        Assert.Empty(CardRelease.RolesOf(moved.Instance, between.Instance));
        Assert.Equal("update instance gateway: config.user.gateway.card.inside, devices.inside", Text(LxdPlanner.Plan(moved, between)));
    }

    [Theory]
    [InlineData("", "lo", "bcmnet", "outside", "inside")]
    [InlineData("inside", "lo", "bcmnet", "outside")]
    [InlineData("outside", "lo", "bcmnet", "inside")]
    [InlineData("")]
    public void A_card_that_was_out_for_a_moment_is_given_again(string released, params string[] interfaces)
    {
        var observed = Instance with { Interfaces = interfaces.ToImmutableSortedDictionary(static name => name, static _ => "52:54:00:00:00:02") };

        Assert.Equal(released, string.Join(' ', CardRelease.RolesOf(Desired.Instance, observed)));
        Assert.Empty(CardRelease.RolesOf(Desired.Instance, observed with { Running = false }));
    }

    [Fact]
    public void An_update_keeps_what_others_own()
    {
        var config = LxdInstanceMerge.MergeConfig(
            Instance.Config.Add("volatile.uuid", "x"), Desired.Instance.Config.SetItem(LxdKeys.CardOf("outside"), ""));
        var devices = LxdInstanceMerge.MergeDevices(
            Instance.Devices.Add("usb", ImmutableSortedDictionary<string, string>.Empty), Desired.Instance.Devices.Remove("outside"));

        Assert.Equal("x", config["volatile.uuid"]);
        Assert.False(config.ContainsKey(LxdKeys.CardOf("outside")));
        Assert.True(devices.ContainsKey("usb"));
        Assert.False(devices.ContainsKey("outside"));
        Assert.True(devices.ContainsKey("inside"));
    }

    private static LxdObserved Applied(LxdDesired desired) => new()
    {
        HasPool = true,
        Networks = ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty.Add(desired.Network.Name, desired.Network.Config),
        VolumeSizes = desired.Volumes.ToImmutableSortedDictionary(static volume => volume.Name, static volume => volume.Size),
        Instance = new LxdObservedInstance(
            desired.Instance.Config.Add(LxdKeys.Image, desired.Instance.Image), desired.Instance.Devices, desired.Instance.Running),
    };

    private static string Plan(LxdObserved observed) => Text(LxdPlanner.Plan(Desired, observed));

    private static string Text(ImmutableArray<LxdChange> changes) => string.Join('\n', changes.Select(static change => change.ToText()));
}
