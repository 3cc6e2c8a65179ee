using Gateway.Agent.Dhcp;
using Gateway.Agent.Events;
using Gateway.Planning.Dhcp;
using Gateway.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Agent.Tests.Dhcp;

public sealed class ForeignServersTests : IDisposable
{
    private static readonly DhcpSegment Segment = new("inside.dhcp", "192.168.4.1", "no-such-link");

    private readonly ManualTime _time = new();
    private readonly Trigger _turns;
    private readonly ForeignServers _servers;

    public ForeignServersTests()
    {
        _turns = new Trigger(_time, TimeSpan.Zero, TimeSpan.Zero);
        _servers = new ForeignServers(_turns, _time, NullLogger<ForeignServers>.Instance);
    }

    [Fact]
    public async Task A_new_server_asks_for_a_turn_and_one_that_is_known_does_not()
    {
        Assert.True(_servers.Add(new ForeignServer("inside.dhcp", "192.168.0.1", null)));
        _time.Advance(TimeSpan.Zero);
        await _turns.WaitAsync(Test.Cancellation);

        Assert.False(_servers.Add(new ForeignServer("inside.dhcp", "192.168.0.1", null)));
        Assert.True(_servers.Add(new ForeignServer("inside.dhcp", "192.168.0.1", "02:00:00:00:ab:01")));
        Assert.False(_servers.Add(new ForeignServer("inside.dhcp", "192.168.0.1", null)));
        Assert.Contains("192.168.0.1 (02:00:00:00:ab:01)", Assert.Single(_servers.Conditions).Text);
    }

    [Fact]
    public void One_that_is_silent_for_an_hour_is_forgotten()
    {
        _servers.Add(new ForeignServer("inside.dhcp", "192.168.0.1", null));
        _time.Advance(ForeignServers.Kept / 2);
        _servers.Add(new ForeignServer("inside.dhcp", "192.168.0.2", null));
        _time.Advance(ForeignServers.Kept / 2);

        _servers.Follow([Segment]);
        Assert.DoesNotContain("192.168.0.1 ", Assert.Single(_servers.Conditions).Text);
        _time.Advance(ForeignServers.Kept / 2);
        _servers.Follow([Segment]);
        Assert.Empty(_servers.Conditions);
    }

    [Fact]
    public void Where_nothing_is_given_out_nobody_is_foreign()
    {
        _servers.Add(new ForeignServer("inside.dhcp", "192.168.0.1", null));

        _servers.Follow([]);

        Assert.Empty(_servers.Conditions);
    }

    [Fact]
    public void Who_invents_new_addresses_changes_nothing()
    {
        for (var number = 1; number <= 100; number++)
            _servers.Add(new ForeignServer("inside.dhcp", $"192.168.0.{number}", null));

        Assert.Equal(ForeignServers.Most, Assert.Single(_servers.Conditions).Text.Split("192.168.0.").Length - 1);
    }

    public void Dispose() => _servers.Dispose();
}
