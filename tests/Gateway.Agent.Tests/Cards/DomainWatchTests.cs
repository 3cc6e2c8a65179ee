using Gateway.Agent.Cards;
using Gateway.Agent.Events;
using Gateway.Agent.Host;
using Gateway.Agent.Systemd;
using Gateway.Lxd;
using Gateway.Planning.Cards;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Agent.Tests.Cards;

public sealed class DomainWatchTests : IDisposable
{
    private static readonly RolePair Pair = new("52:54:00:00:00:01", "52:54:00:00:00:02");
    private readonly TemporaryDirectory _machine = new();
    private readonly LxdClient _lxd = new();
    private readonly DomainSights _sights;

    public DomainWatchTests()
    {
        var container = new ContainerProcess(_lxd, new LxdObserver(_lxd, new ContainerUser()));
        _sights = new DomainSights(container, new HostBoard(new KernelClock(_machine.Write("uptime", "1.00 1.00\n"))), _machine.At("net"));
    }

    public void Dispose()
    {
        _lxd.Dispose();
        _machine.Dispose();
    }

    [Fact]
    public async Task Links_on_the_host_are_read_with_how_often_they_came_up()
    {
        Write("outside", "1", 3);
        Write("inside", "0", 0);

        var (sight, process) = await _sights.LookAsync(Pair, Test.Cancellation);

        Assert.Null(process);
        Assert.Equal((new LinkSight(true, "7/3"), new LinkSight(false, "7/0")), (sight.Outside, sight.Inside));
    }

    [Fact]
    public async Task A_link_that_is_off_or_in_a_container_that_does_not_run_is_not_known()
    {
        _machine.Write("net/outside/ifindex", "7\n");
        // The kernel answers EINVAL; a directory where a file is expected fails in the same way.
        Directory.CreateDirectory(_machine.At("net/outside/carrier"));

        var (sight, _) = await _sights.LookAsync(Pair, Test.Cancellation);

        Assert.Null(sight.Outside.Carrier);
        Assert.Equal(LinkSight.Unknown, sight.Inside);
    }

    [Fact]
    public async Task A_probe_that_cannot_be_sent_refuses_nothing_and_holds_nothing_up()
    {
        // Links of these names are not on the machine that runs the tests.
        Write("outside", "1", 1);
        Write("inside", "1", 1);
        using var watch = new DomainWatch(_sights, Facts(), new Trigger(), TimeProvider.System, NullLogger<DomainWatch>.Instance);
        watch.Follow(Pair);

        Assert.True(await watch.MayStartAsync(Test.Cancellation).SoonAsync());
        Assert.Null(watch.Shared);
    }

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
