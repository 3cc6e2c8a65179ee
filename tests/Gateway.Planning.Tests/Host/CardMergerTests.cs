using System.Collections.Immutable;
using Gateway.Planning.Host;
using Gateway.Planning.Host.Lxd;

namespace Gateway.Planning.Tests.Host;

public sealed class CardMergerTests
{
    private static readonly ImmutableArray<NetworkCard> Known = [HostSamples.First, HostSamples.Second];

    [Fact]
    public void What_is_plugged_into_a_usb_port_again_and_again_is_not_remembered_for_ever()
    {
        var remembered = ImmutableArray<NetworkCard>.Empty;
        for (var i = 10; i < 60; i++)
            remembered = CardMerger.Remember([HostSamples.First with { Mac = $"52:54:00:00:01:{i}", PermanentMac = null, Path = "pci-0000:00:14.0-usb-0:2:1.0" }], remembered, null);

        Assert.Equal("52:54:00:00:01:59", Assert.Single(remembered).Mac);
        Assert.Equal(2, CardMerger.Remember([HostSamples.First], [HostSamples.Second with { Path = HostSamples.First.Path }], null).Length);
    }

    [Fact]
    public void A_card_that_the_container_holds_is_listed_with_what_is_remembered_of_it()
    {
        var cards = CardMerger.Merge([HostSamples.First], Known, Running("52:54:00:00:00:02"));

        Assert.Equal([HostSamples.First, HostSamples.Second with { Name = "inside", InContainer = true }], cards);
    }

    [Fact]
    public void A_card_that_is_in_neither_place_is_gone() =>
        Assert.Equal([HostSamples.First], CardMerger.Merge([HostSamples.First], Known, Running(null)));

    [Fact]
    public void A_container_whose_interfaces_LXD_cannot_tell_still_holds_the_card_it_was_given()
    {
        var blind = Running(null) with
        {
            Interfaces = ImmutableSortedDictionary<string, string>.Empty,
            Config = ImmutableSortedDictionary<string, string>.Empty.Add(LxdKeys.CardOf("inside"), "52:54:00:00:00:02"),
            Devices = ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty.Add("inside", ImmutableSortedDictionary<string, string>.Empty),
        };

        Assert.True(CardMerger.Merge([HostSamples.First], Known, blind)[1].InContainer);
    }

    [Fact]
    public void A_stopped_container_holds_no_card() => Assert.Equal(
        [HostSamples.First], CardMerger.Merge([HostSamples.First], Known, Running("52:54:00:00:00:02") with { Running = false }));

    [Fact]
    public void A_card_seen_on_the_host_is_on_the_host_whatever_LXD_still_says() =>
        Assert.Equal(Known, CardMerger.Merge(Known, Known, Running("52:54:00:00:00:02")));

    [Fact]
    public void What_is_remembered_follows_what_is_seen()
    {
        var renamed = HostSamples.First with { Name = "outside" };

        Assert.Equal([renamed, HostSamples.Second], CardMerger.Remember([renamed], Known, null));
    }

    [Fact]
    public void Of_two_cards_with_the_same_MAC_the_one_in_the_container_is_still_known()
    {
        var twin = HostSamples.Second with { Path = "pci-0000:03:00.0" };
        ImmutableArray<NetworkCard> known = [HostSamples.Second, twin];
        var instance = Running("52:54:00:00:00:02");

        Assert.Equal([HostSamples.Second, twin with { Name = "inside", InContainer = true }], CardMerger.Merge([HostSamples.Second], known, instance));
        Assert.Equal(known, CardMerger.Remember([HostSamples.Second], known, instance));
    }

    [Fact]
    public void A_card_that_has_moved_to_another_slot_is_remembered_there_alone()
    {
        var moved = HostSamples.Second with { Path = "pci-0000:09:00.0" };

        Assert.Equal([HostSamples.First, moved], CardMerger.Remember([HostSamples.First, moved], Known, null));
    }

    private static LxdObservedInstance Running(string? inside) => new(
        ImmutableSortedDictionary<string, string>.Empty, ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty, true)
    {
        Interfaces = inside is null
            ? ImmutableSortedDictionary<string, string>.Empty.Add("lo", "")
            : ImmutableSortedDictionary<string, string>.Empty.Add("inside", inside),
    };
}
