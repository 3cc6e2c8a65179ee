using Gateway.Planning.Cards;

namespace Gateway.Planning.Tests.Cards;

public sealed class BroadcastDomainTests
{
    private static readonly RolePair Pair = new("52:54:00:00:00:01", "52:54:00:00:00:02");
    private static readonly DomainSight Linked = new(Pair, new LinkSight(true, "1"), new LinkSight(true, "1"));
    private static readonly DomainSight Unplugged = Linked with { Inside = new LinkSight(false, "1") };
    private static readonly DomainSight Moving = Linked with { Inside = LinkSight.Unknown };
    private static readonly BroadcastDomain Shared = new BroadcastDomain().Look(Linked, At(0)).Probed(heard: true, At(1));

    [Fact]
    public void Links_that_are_up_are_probed_at_once()
    {
        var domain = new BroadcastDomain().Look(Linked, At(0));

        Assert.True(domain.MustProbe(At(0)));
        Assert.False(domain.IsSettled);
        Assert.True(domain.Probed(heard: false, At(1)).IsSettled);
    }

    [Fact]
    public void Without_a_link_there_is_nothing_to_probe_and_nothing_is_refused()
    {
        foreach (var sight in new[] { Unplugged, Moving, null })
        {
            var domain = new BroadcastDomain().Look(sight, At(0));

            Assert.False(domain.MustProbe(At(100)));
            Assert.True(domain.IsSettled);
            Assert.Null(domain.Shared);
        }
    }

    [Fact]
    public void A_fresh_link_is_probed_for_a_minute_since_a_switch_may_pass_nothing_at_first()
    {
        var domain = new BroadcastDomain().Look(Linked, At(0));
        var probes = 0;
        for (var second = 0; second < 1000; second++)
        {
            domain = domain.Look(Linked, At(second));
            if (domain.MustProbe(At(second)))
            {
                probes++;
                domain = domain.Probed(heard: false, At(second));
            }
        }

        Assert.Equal(7, probes);
        Assert.Null(domain.Due);
    }

    [Fact]
    public void A_link_that_comes_up_again_is_probed_again()
    {
        var quiet = new BroadcastDomain().Look(Linked, At(0)).Probed(heard: false, At(1)) with { Due = null };

        Assert.False(quiet.Look(Linked, At(500)).MustProbe(At(500)));
        Assert.True(quiet.Look(Linked with { Outside = new LinkSight(true, "2") }, At(500)).MustProbe(At(500)));
    }

    [Fact]
    public void What_was_heard_is_refused_until_a_probe_is_silent()
    {
        Assert.Equal(Pair, Shared.Shared);
        Assert.False(Shared.MustProbe(At(20)));
        Assert.True(Shared.MustProbe(At(31)));
        Assert.Equal(Pair, Shared.Probed(heard: true, At(31)).Shared);
        Assert.Null(Shared.Probed(heard: false, At(31)).Shared);
    }

    [Fact]
    public void A_card_on_its_way_from_the_container_to_the_host_changes_nothing()
    {
        var moving = Shared.Look(Moving, At(5)).Look(Moving, At(500));

        Assert.Equal(Pair, moving.Shared);
        Assert.True(moving.Look(Linked with { Inside = new LinkSight(true, "9") }, At(501)).MustProbe(At(501)));
    }

    [Fact]
    public void A_link_that_is_negotiated_anew_changes_nothing_and_a_pulled_cable_ends_the_refusal()
    {
        var pulled = Shared.Look(Unplugged, At(5));

        Assert.Equal(Pair, pulled.Shared);
        Assert.Equal(At(15), pulled.Due);
        Assert.Equal(Pair, pulled.Look(Linked, At(10)).Shared);
        Assert.Null(pulled.Look(Unplugged, At(15)).Shared);
    }

    [Fact]
    public void Other_cards_begin_anew()
    {
        var other = Linked with { Pair = Pair with { Inside = "52:54:00:00:00:03" } };

        Assert.Null(Shared.Look(other, At(5)).Shared);
        Assert.True(Shared.Look(other, At(5)).MustProbe(At(5)));
    }

    [Fact]
    public void A_card_that_was_gone_is_still_refused_until_it_was_probed()
    {
        var gone = Shared.Look(null, At(5));

        Assert.Null(gone.Due);
        Assert.Equal(Pair, gone.Look(Moving, At(6)).Shared);
        Assert.True(gone.Look(Linked, At(6)).MustProbe(At(6)));
        Assert.Null(gone.Look(Linked with { Pair = Pair with { Inside = "52:54:00:00:00:03" } }, At(6)).Shared);
    }

    private static TimeSpan At(int second) => TimeSpan.FromSeconds(second);
}
