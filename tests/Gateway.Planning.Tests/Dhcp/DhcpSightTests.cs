using Gateway.Planning.Dhcp;

namespace Gateway.Planning.Tests.Dhcp;

public sealed class DhcpSightTests
{
    private static readonly byte[] Mac = [2, 0, 0, 0, 0xab, 1];

    [Fact]
    public void A_servers_answer_tells_of_it_with_its_mac() =>
        Assert.Equal(new DhcpSight("192.168.0.1", "02:00:00:00:ab:01"), DhcpSight.Parse(DhcpFrames.Of(reply: true, DhcpFrames.Offer, "192.168.0.1", Mac)));

    [Fact]
    public void A_clients_choice_tells_of_the_server_whose_answer_nobody_else_heard() =>
        Assert.Equal(new DhcpSight("192.168.0.1", null), DhcpSight.Parse(DhcpFrames.Of(reply: false, DhcpFrames.Request, "192.168.0.1", Mac)));

    [Fact]
    public void What_a_client_declines_or_releases_tells_of_nobody() =>
        Assert.Null(DhcpSight.Parse(DhcpFrames.Of(reply: false, type: 4, "192.168.0.1", Mac)));

    [Fact]
    public void No_frame_is_too_short_or_too_strange()
    {
        var frame = DhcpFrames.Of(reply: true, DhcpFrames.Offer, "192.168.0.1", Mac);
        for (var length = 0; length < frame.Length; length++)
            DhcpSight.Parse(frame.AsSpan(0, length));
        for (var at = 0; at < frame.Length; at++)
        {
            for (var value = 0; value < 256; value++)
            {
                byte[] changed = [.. frame];
                changed[at] = (byte)value;
                DhcpSight.Parse(changed);
            }
        }
    }
}
