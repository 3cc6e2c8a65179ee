using Gateway.Planning.Services.Kea;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Daemon.Tests;

/// <summary>Acceptance checks 20 and 21 without a boot: real clients' questions, Kea, what the agent makes of its lease file, and Knot.</summary>
public sealed class LeaseNameServerTests(StackRoot root) : IClassFixture<StackRoot>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_client_has_the_name_that_it_may_have()
    {
        Require();
        await using var network = await NamedNetwork.StartAsync(root, StackSamples.Default, Cancellation);

        string[] asked = ["Laptop.corp.example", "laptop", "wpad", "gateway", "_http", "x\"; forward", "a\nsend", "é clair", "", new string('a', 63)];
        for (var number = 0; number < asked.Length; number++)
            Assert.Equal($"192.168.4.{50 + number}", await network.Client((byte)number).AskAsync(asked[number], Cancellation));

        await network.HasAsync(
            Cancellation,
            ("laptop", "192.168.4.50"), ("dhcp-192-168-4-51", "192.168.4.51"), ("dhcp-192-168-4-52", "192.168.4.52"), ("dhcp-192-168-4-53", "192.168.4.53"),
            ("dhcp-192-168-4-54", "192.168.4.54"), ("x---forward", "192.168.4.55"), ("a-send", "192.168.4.56"), ("clair", "192.168.4.57"), (new string('a', 63), "192.168.4.59"));

        // Its owner renews, and the other asks again.
        await network.Client(0).AskAsync("laptop", Cancellation);
        await network.Client(1).AskAsync("laptop", Cancellation);
        await network.Client(2).AskAsync("printer", Cancellation);
        await network.HasAsync(
            Cancellation,
            ("laptop", "192.168.4.50"), ("dhcp-192-168-4-51", "192.168.4.51"), ("printer", "192.168.4.52"), ("dhcp-192-168-4-53", "192.168.4.53"),
            ("dhcp-192-168-4-54", "192.168.4.54"), ("x---forward", "192.168.4.55"), ("a-send", "192.168.4.56"), ("clair", "192.168.4.57"), (new string('a', 63), "192.168.4.59"));
    }

    [Fact]
    public async Task A_name_goes_when_its_lease_is_taken_back_and_the_next_that_asks_for_it_gets_it()
    {
        Require();
        await using var network = await NamedNetwork.StartAsync(root, StackSamples.Default, Cancellation);
        await network.Client(1).AskAsync("nas", Cancellation);
        await network.Client(2).AskAsync("nas", Cancellation);
        await network.HasAsync(Cancellation, ("nas", "192.168.4.50"), ("dhcp-192-168-4-51", "192.168.4.51"));

        Assert.Equal(KeaCommands.Done, await network.Kea.AskAsync(KeaCommands.Release("192.168.4.50"), Cancellation));
        Assert.Equal(KeaCommands.Empty, await network.Kea.AskAsync(KeaCommands.Release("192.168.4.50"), Cancellation));

        await network.HasAsync(Cancellation, ("nas", "192.168.4.51"));
    }

    [Fact]
    public async Task A_name_goes_when_its_lease_ends()
    {
        Require();
        var document = StackSamples.Default with { Inside = StackSamples.Default.Inside with { LeaseTime = TimeSpan.FromSeconds(8) } };
        await using var network = await NamedNetwork.StartAsync(root, document, Cancellation);
        await network.Client(1).AskAsync("laptop", Cancellation);
        await network.HasAsync(Cancellation, ("laptop", "192.168.4.50"));

        await network.HasAsync(Cancellation);
    }

    [Fact]
    public async Task Names_stay_whose_they_are_while_daemons_die_and_Kea_cleans_its_file_up()
    {
        Require();
        await using var network = await NamedNetwork.StartAsync(root, StackSamples.Default, Cancellation, lfcSeconds: 1);
        await network.Client(1).AskAsync("nas", Cancellation);
        await network.Client(2).AskAsync("nas", Cancellation);
        await network.HasAsync(Cancellation, ("nas", "192.168.4.50"), ("dhcp-192-168-4-51", "192.168.4.51"));

        for (var round = 0; round < 12; round++)
        {
            await network.TellAsync(round % 4 == 3 ? "kill -KILL $kea; wait $kea; start_kea" : "true", Cancellation);
            // The owner's is the newer lease now.
            await network.Client(2).AskAsync("nas", Cancellation);
            await network.Client(1).AskAsync("nas", Cancellation);
            for (var look = 0; look < 10; look++)
                Assert.Contains("nas.home.arpa A 192.168.4.50", await network.ReadAsync(Cancellation));
        }

        await network.TellAsync("kill -KILL $knot; wait $knot; start_knot", Cancellation);
        network.Compare();
        await network.Client(3).AskAsync("tv", Cancellation);
        await network.HasAsync(Cancellation, ("nas", "192.168.4.50"), ("dhcp-192-168-4-51", "192.168.4.51"), ("tv", "192.168.4.52"));
    }

    private static void Require()
    {
        StackRoot.Require();
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give Knot its files; run the test as root");
    }
}
