using Gateway.Lab.Faults;
using Gateway.Lab.Wires;

namespace Gateway.Lab.Tests.Faults;

public sealed class FrameSenderTests
{
    [Fact]
    public async Task Frames_are_sent_in_their_order_until_the_end()
    {
        var folder = Directory.CreateTempSubdirectory("gwsend-").FullName;
        await using var wire = new Wire("test", folder);
        var sender = new FrameSender(wire, "stranger", "gateway", 1000, static number => [.. new byte[14], (byte)number]);
        await wire.WaitForAsync(static frame => frame.Bytes.Span[14] == 20, TimeSpan.Zero, TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await sender.DisposeAsync();

        Assert.Equal(sender.Sent, wire.Frames.Count);
        Assert.Equal(Enumerable.Range(0, 21).Select(static number => (byte)number), wire.Frames.Take(21).Select(static frame => frame.Bytes.Span[14]));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void A_seeded_moment_is_the_same_again()
    {
        var (first, last) = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(20));

        Assert.Equal(SeededMoment.Between(first, last, 5), SeededMoment.Between(first, last, 5));
        Assert.NotEqual(SeededMoment.Between(first, last, 5), SeededMoment.Between(first, last, 6));
        Assert.All(Enumerable.Range(0, 100), seed => Assert.InRange(SeededMoment.Between(first, last, seed), first, last));
    }
}
