using Gateway.Agent.Cards;
using Gateway.Agent.Host;
using Gateway.Agent.Systemd;
using Gateway.Planning.Cards;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Cards;

public sealed class HeardOnCardsTests : IDisposable
{
    private const string Card = "52:54:00:00:00:01";
    private readonly TemporaryDirectory _directory = new();
    private readonly HostBoard _board;
    private readonly HeardOnCards _heard;

    public HeardOnCardsTests()
    {
        _board = new HostBoard(new KernelClock(_directory.Write("uptime", "1.00 1.00\n")));
        _heard = new HeardOnCards(_board);
    }

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Whoever_invents_new_routers_changes_nothing_once_the_first_are_known()
    {
        for (var number = 1; number <= 1000; number++)
            _heard.Add(Card, new HeardRouter($"fe80::{number:x}", []));

        Assert.Equal(["fe80::1", "fe80::2", "fe80::3", "fe80::4"], _board.View.Heard[Card].Routers.Select(static router => router.Address));
    }

    [Fact]
    public void A_router_that_advertises_something_else_takes_its_own_place()
    {
        _heard.Add(Card, new HeardRouter("fe80::1", ["2001:db8::/64"]));
        var before = _board.View;
        _heard.Add(Card, new HeardRouter("fe80::1", ["2001:db8::/64"]));
        Assert.Same(before.Heard[Card], _board.View.Heard[Card]);

        _heard.Add(Card, new HeardRouter("fe80::1", []));

        Assert.Empty(Assert.Single(_board.View.Heard[Card].Routers).Prefixes);
    }

    [Fact]
    public void What_was_heard_goes_with_the_cable()
    {
        _heard.Add(Card, new HeardOffer("5.1.0.20/24", "5.1.0.1", null));

        _heard.Forget(Card);

        Assert.Empty(_board.View.Heard);
    }
}
