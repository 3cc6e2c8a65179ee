using Gateway.Agent.Cards;
using Gateway.Agent.Events;
using Gateway.Agent.Host;
using Gateway.Agent.Systemd;
using Gateway.Planning.Cards;
using Gateway.Planning.Status;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Agent.Tests.Cards;

public sealed class DomainWatchTests : IDisposable
{
    private static readonly RolePair Pair = new("52:54:00:00:00:01", "52:54:00:00:00:02");
    private readonly TemporaryDirectory _machine = new();
    private readonly HostBoard _board;
    private readonly DomainSights _sights;

    public DomainWatchTests()
    {
        _board = new HostBoard(new KernelClock(_machine.Write("uptime", "1.00 1.00\n")));
        _sights = new DomainSights(new ContainerProcess(_machine.At("cgroup")), _board, _machine.At("net"));
    }

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Links_on_the_host_are_read_with_how_often_they_came_up()
    {
        Write("outside", "1", 3);
        Write("inside", "0", 0);

        var (sight, process) = _sights.Look(Pair);

        Assert.Null(process);
        Assert.Equal((new LinkSight(true, "7/3"), new LinkSight(false, "7/0")), (sight.Outside, sight.Inside));
    }

    [Fact]
    public void A_link_that_is_off_or_in_a_container_that_does_not_run_is_not_known()
    {
        _machine.Write("net/outside/ifindex", "7\n");
        // The kernel answers EINVAL; a directory where a file is expected fails in the same way.
        Directory.CreateDirectory(_machine.At("net/outside/carrier"));

        var (sight, _) = _sights.Look(Pair);

        Assert.Null(sight.Outside.Carrier);
        Assert.Equal(LinkSight.Unknown, sight.Inside);
    }

    [Fact]
    public void A_link_in_the_container_is_as_the_container_reports_it_and_new_each_time_it_comes()
    {
        Write("outside", "1", 3);
        _machine.Write("cgroup/lxc.payload.gateway/init.scope/cgroup.procs", "4711\n4712\n");
        Report(null);
        Assert.Equal(4711, _sights.Look(Pair).Process);
        Assert.Null(_sights.Look(Pair).Sight.Inside.Carrier);

        Report(true);
        Assert.Equal(new LinkSight(true, "4711/1"), _sights.Look(Pair).Sight.Inside);
        Report(false);
        Assert.Equal(new LinkSight(false, "4711/1"), _sights.Look(Pair).Sight.Inside);
        Report(true);
        Assert.Equal(new LinkSight(true, "4711/2"), _sights.Look(Pair).Sight.Inside);
    }

    [Fact]
    public async Task A_probe_that_cannot_be_sent_refuses_nothing_and_holds_nothing_up()
    {
        // Links of these names are not on the machine that runs the tests.
        Write("outside", "1", 1);
        Write("inside", "1", 1);
        using var watch = new DomainWatch(_sights, Facts(), _board, new Trigger(), TimeProvider.System, NullLogger<DomainWatch>.Instance);
        watch.Follow(Pair);

        Assert.True(await watch.MayStartAsync(Test.Cancellation).SoonAsync());
        Assert.Null(watch.Shared);
    }

    private void Report(bool? carrier) => _board.Report(new StackReport { Links = [new LinkReport("inside", "52:54:00:00:00:02", carrier, [])] });

    private void Write(string link, string carrier, int ups)
    {
        _machine.Write($"net/{link}/ifindex", "7\n");
        _machine.Write($"net/{link}/carrier", $"{carrier}\n");
        _machine.Write($"net/{link}/carrier_up_count", $"{ups}\n");
    }

    private DeviceFacts Facts() => new(
        _machine.Write("machine-id", "0123456789abcdef0123456789abcdef\n"),
        _machine.Write("ula", "fd12:3456:789a::/48\n"),
        _machine.Write("hash", "aa  image\n"),
        _machine.Path);
}
