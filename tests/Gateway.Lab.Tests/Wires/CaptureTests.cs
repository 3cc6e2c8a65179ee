using System.Net;
using System.Net.NetworkInformation;
using Gateway.Lab.Frames;
using Gateway.Lab.Wires;

namespace Gateway.Lab.Tests.Wires;

public sealed class CaptureTests : IAsyncDisposable
{
    private static readonly PhysicalAddress Gateway = PhysicalAddress.Parse("525400000001");
    private static readonly PhysicalAddress Computer = PhysicalAddress.Parse("525400000002");
    private readonly string folder = Directory.CreateTempSubdirectory("gwcap-").FullName;
    private readonly Wire wire;

    public CaptureTests() => wire = new Wire("inside", folder) { Networks = [IPNetwork.Parse("192.168.4.0/24"), IPNetwork.Parse("fe80::/10")] };

    [Fact]
    public void Frames_are_asked_for_by_their_fields()
    {
        wire.Inject("gateway", Syn("192.168.4.1", "192.168.4.50"));
        wire.Inject("lab", new FrameBuilder(Computer, Gateway, IPAddress.Parse("192.168.4.50"), IPAddress.Parse("192.168.4.1")).Udp(5000, 53, "x"u8));

        Assert.Single(wire.Frames.SentBy("gateway"));
        Assert.Single(wire.Frames.From("52:54:00:00:00:01").To(Computer).Tcp(TcpFlags.Syn));
        Assert.Single(wire.Frames.FromNetwork(IPNetwork.Parse("192.168.4.50/32")).Udp(53));
        Assert.Empty(wire.Frames.Since(wire.Now));
    }

    [Fact]
    public void What_a_router_passed_on_is_told_from_what_it_says_itself()
    {
        wire.Inject("gateway", Syn("192.168.4.1", "192.168.4.50"));
        wire.Inject("gateway", Syn("9.1.0.80", "192.168.4.50"));
        wire.Inject("gateway", new FrameBuilder(Gateway, Computer, IPAddress.Parse("2001:db8::1"), IPAddress.Parse("fe80::2")).EchoRequest(1, 1));

        Assert.Equal(["9.1.0.80", "2001:db8::1"], wire.Frames.Forwarded(wire).Select(static frame => frame.Packet!.Source!.ToString()));
    }

    [Fact]
    public void A_watch_counts_and_says_what_it_saw()
    {
        using var watch = wire.Watch("packets of strangers", wire.IsForwarded);
        wire.Inject("gateway", Syn("192.168.4.1", "192.168.4.50"));
        watch.RequireNone();

        wire.Inject("gateway", Syn("9.1.0.80", "192.168.4.50"));

        var error = Assert.Throws<InvalidOperationException>(watch.RequireNone);
        Assert.Equal(1, watch.Count);
        Assert.Contains("wire inside must not carry packets of strangers, but 1 such frames passed", error.Message, StringComparison.Ordinal);
        Assert.Contains("from gateway: 52:54:00:00:00:01 > 52:54:00:00:00:02 TCP 9.1.0.80:80 > 192.168.4.50:443 [Syn] 0 bytes", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_watch_that_was_ended_counts_no_more()
    {
        var watch = wire.Watch("all", static _ => true);
        wire.Inject("gateway", Syn("192.168.4.1", "192.168.4.50"));
        watch.Dispose();
        wire.Inject("gateway", Syn("192.168.4.1", "192.168.4.50"));

        Assert.Equal(1, watch.Count);
    }

    [Fact]
    public async Task A_question_that_fails_is_its_own_failure_and_not_the_wires()
    {
        using var watch = wire.Watch("all", static frame => frame.Packet!.Udp!.SourcePort == 1);
        var waiting = wire.WaitForAsync(
            static frame => frame.Packet!.Udp!.SourcePort == 1, TimeSpan.Zero, TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        wire.Inject("gateway", Syn("192.168.4.1", "192.168.4.50"));

        await Assert.ThrowsAsync<NullReferenceException>(() => waiting);
        Assert.Throws<InvalidOperationException>(watch.RequireNone);
        Assert.Single(wire.Frames);
    }

    [Fact]
    public void A_capture_that_is_no_longer_whole_is_refused_and_a_watch_still_counts()
    {
        const int frames = 200_010;
        using var watch = wire.Watch("all", static _ => true);
        var syn = Syn("192.168.4.1", "192.168.4.50");
        for (var sent = 0; sent < frames; sent++)
        {
            wire.Inject("gateway", syn);
        }

        var error = Assert.Throws<InvalidOperationException>(() => wire.Frames);
        Assert.Contains("are still kept", error.Message, StringComparison.Ordinal);
        Assert.Equal(200_000, wire.Kept.Count);
        Assert.Equal(frames, watch.Count);
        Assert.NotEmpty(wire.Captured(wire.Kept[^1].Time));
    }

    private static byte[] Syn(string source, string destination) =>
        new FrameBuilder(Gateway, Computer, IPAddress.Parse(source), IPAddress.Parse(destination)).TcpSyn(80, 443);

    public async ValueTask DisposeAsync()
    {
        await wire.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
