using System.Diagnostics;
using Gateway.Agent.Dhcp;
using Gateway.Agent.Events;
using Gateway.Planning.Services.Kea;
using Gateway.Planning.Tests.Dhcp;
using Gateway.Planning.Tests.Stack;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Daemon.Tests;

/// <summary>Acceptance check 39 and what status tells of addresses: real questions to Kea, and what the agent makes of its lease file and of the wire.</summary>
public sealed class DhcpWatchTests(StackRoot root) : IClassFixture<StackRoot>
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pool_that_is_full_refuses_and_counts_and_gives_a_freed_address_to_the_next()
    {
        Require();
        var document = StackSamples.Default with { Inside = StackSamples.Default.Inside with { Pools = [new("192.168.4.50", "192.168.4.52")] } };
        await using var network = await NamedNetwork.StartAsync(root, document, Cancellation);
        for (byte number = 1; number <= 3; number++)
            await network.Client(number).AskAsync("", Cancellation);
        await network.TellsAsync(Cancellation, "dhcp-pool-full");

        await network.Client(4).DiscoverAsync(Cancellation);
        await network.Client(5).DiscoverAsync(Cancellation);
        Assert.Equal(2, await RefusalsAsync(network, atLeast: 2));

        Assert.Equal(KeaCommands.Done, await network.Kea.AskAsync(KeaCommands.Release("192.168.4.51"), Cancellation));
        await network.TellsAsync(Cancellation);
        Assert.Equal("192.168.4.51", await network.Client(5).AskAsync("", Cancellation));

        // An address that a client declines is nobody's for a day.
        await network.Client(5).DeclineAsync("192.168.4.51", "192.168.4.1", Cancellation);
        await network.TellsAsync(Cancellation, "dhcp-pool-full", "dhcp-address-declined");
    }

    [Fact]
    public async Task Nobody_gets_an_address_of_a_segment_in_which_he_is_not()
    {
        Require();
        await using var network = await NamedNetwork.StartAsync(root, StackSamples.Segments, Cancellation);

        await network.Client(1).RequestAsync("192.168.20.77", "192.168.20.0", "192.168.4.1", Cancellation);
        var own = await network.Client(2).AskAsync("", Cancellation);

        Assert.StartsWith("192.168.4.", own, StringComparison.Ordinal);
        Assert.Contains(own, network.LeaseText, StringComparison.Ordinal);
        Assert.DoesNotContain("192.168.20.77", network.LeaseText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_server_is_heard_and_the_box_itself_is_none()
    {
        Require();
        await using var network = await NamedNetwork.StartAsync(root, StackSamples.Default, Cancellation);
        var turns = new Trigger();
        using var servers = new ForeignServers(turns, TimeProvider.System, NullLogger<ForeignServers>.Instance);
        network.Listen(servers);

        await network.Client(1).AskAsync("", Cancellation);
        await network.SendAsync(DhcpFrames.Of(reply: true, DhcpFrames.Offer, "192.168.0.1", 2, 0, 0, 0, 0xab, 1), Cancellation);
        await turns.WaitAsync(Cancellation).WaitAsync(Limit, Cancellation);

        var condition = Assert.Single(servers.Conditions);
        Assert.Equal("dhcp-server-foreign", condition.Code);
        Assert.Contains("192.168.0.1 (02:00:00:00:ab:01)", condition.Text);
        Assert.DoesNotContain("192.168.4.1 ", condition.Text);
    }

    private static async Task<long?> RefusalsAsync(NamedNetwork network, long atLeast)
    {
        var since = Stopwatch.StartNew();
        long? found;
        do
        {
            found = KeaCommands.RefusalsIn(await network.Kea.AnswerAsync(KeaCommands.Refusals(), Cancellation));
        }
        while (found < atLeast && since.Elapsed < Limit);
        return found;
    }

    private static void Require()
    {
        StackRoot.Require();
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give Knot its files; run the test as root");
    }
}
