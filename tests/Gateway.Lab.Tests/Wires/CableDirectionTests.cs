using Gateway.Lab.Wires;

namespace Gateway.Lab.Tests.Wires;

public sealed class CableDirectionTests
{
    [Fact]
    public void The_same_seed_gives_the_same_fates()
    {
        var impairment = new Impairment { Loss = 0.3, Duplication = 0.1, Reordering = 0.2, Seed = 42 };

        var fates = Fates(impairment);

        Assert.Equal(fates, Fates(impairment));
        Assert.NotEqual(fates, Fates(impairment with { Seed = 43 }));
        Assert.InRange(fates.Count(static arrivals => arrivals.Count == 0), 250, 350);
        Assert.InRange(fates.Count(static arrivals => arrivals.Count == 2), 40, 110);
    }

    [Fact]
    public void A_change_of_one_share_leaves_the_fate_by_the_others_as_it_was()
    {
        var lossy = new Impairment { Loss = 0.3, Seed = 7 };

        var lost = Fates(lossy).Select(static arrivals => arrivals.Count == 0);

        Assert.Equal(lost, Fates(lossy with { Duplication = 0.5, Reordering = 0.5 }).Select(static arrivals => arrivals.Count == 0));
    }

    [Fact]
    public void A_frame_that_is_overtaken_arrives_later_by_the_given_time()
    {
        var direction = new CableDirection(new Impairment { Reordering = 1, ReorderingDelay = TimeSpan.FromMilliseconds(7), Delay = TimeSpan.FromMilliseconds(3) });

        Assert.Equal([TimeSpan.FromMilliseconds(110)], direction.Arrivals(TimeSpan.FromMilliseconds(100), 60));
    }

    [Fact]
    public void Frames_leave_one_after_the_other_at_the_lines_rate()
    {
        var direction = new CableDirection(new Impairment { Rate = 1_000_000, Delay = TimeSpan.FromSeconds(1) });

        Assert.Equal([TimeSpan.FromMilliseconds(1008)], direction.Arrivals(TimeSpan.Zero, 1000));
        Assert.Equal([TimeSpan.FromMilliseconds(1016)], direction.Arrivals(TimeSpan.Zero, 1000));
        Assert.Equal([TimeSpan.FromMilliseconds(2008)], direction.Arrivals(TimeSpan.FromSeconds(1), 1000));
    }

    [Fact]
    public void A_frame_that_finds_no_room_in_the_queue_is_lost()
    {
        var direction = new CableDirection(new Impairment { Rate = 8_000, Queue = 3000 });

        var arrivals = Enumerable.Range(0, 5).Select(_ => direction.Arrivals(TimeSpan.Zero, 1000).Count);

        Assert.Equal([1, 1, 1, 0, 0], arrivals);
        Assert.Single(direction.Arrivals(TimeSpan.FromSeconds(1), 1000));
    }

    private static List<IReadOnlyList<TimeSpan>> Fates(Impairment impairment)
    {
        var direction = new CableDirection(impairment);
        return [.. Enumerable.Range(0, 1000).Select(index => direction.Arrivals(TimeSpan.FromMilliseconds(index), 100))];
    }
}
