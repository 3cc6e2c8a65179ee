using System.Buffers.Binary;
using Gateway.Planning.Cards;

namespace Gateway.Planning.Tests.Cards;

public sealed class DhcpDiscoveryTests
{
    private const uint Transaction = 0x12345678;
    private const int Message = 42;
    private static readonly byte[] Client = [2, 0, 0, 0, 0, 1];

    [Fact]
    public void A_discover_goes_to_everybody_and_asks_for_an_answer_to_everybody()
    {
        var frame = DhcpDiscovery.Discover(Client, Transaction);

        Assert.Equal("ffffffffffff0200000000010800", Convert.ToHexStringLower(frame[..14]));
        Assert.Equal("00000000ffffffff00440043", Convert.ToHexStringLower(frame[26..38]));
        Assert.Equal("010106001234567800008000", Convert.ToHexStringLower(frame[Message..(Message + 12)]));
        Assert.Equal("63825363" + "350101" + "3d0701020000000001" + "3703010336" + "ff", Convert.ToHexStringLower(frame[(Message + 236)..(Message + 258)]));
        Assert.Equal(0xffff, Enumerable.Range(0, 10).Sum(word => BinaryPrimitives.ReadUInt16BigEndian(frame.AsSpan(14 + (2 * word)))) is var sum ? (sum & 0xffff) + (sum >> 16) : 0);
    }

    [Theory]
    [InlineData("3501023604050100010104ffffff0003040501000 1ff", "5.1.0.20/24", "5.1.0.1", "5.1.0.1")]
    [InlineData("35010236040501000 1ff", "5.1.0.20", "5.1.0.1", null)]
    [InlineData("00003501023604050100 010308050100020501 0003ff", "5.1.0.20", "5.1.0.1", "5.1.0.2")]
    public void An_offer_is_read(string options, string address, string server, string? router) =>
        Assert.Equal(new HeardOffer(address, server, router), DhcpDiscovery.ParseOffer(Offer(options), Client, Transaction));

    [Theory]
    [InlineData("350105360405010001ff")]
    [InlineData("3501023603050100ff")]
    [InlineData("350102ff")]
    [InlineData("3501023604")]
    [InlineData("ff")]
    public void Another_message_or_a_broken_one_is_no_offer(string options) =>
        Assert.Null(DhcpDiscovery.ParseOffer(Offer(options), Client, Transaction));

    [Fact]
    public void An_offer_to_somebody_else_is_none()
    {
        var frame = Offer("350102360405010001ff");

        Assert.Null(DhcpDiscovery.ParseOffer(frame, [2, 0, 0, 0, 0, 2], Transaction));
        Assert.Null(DhcpDiscovery.ParseOffer(frame, Client, Transaction + 1));
        Assert.Null(DhcpDiscovery.ParseOffer(DhcpDiscovery.Discover(Client, Transaction), Client, Transaction));
    }

    [Fact]
    public void No_frame_is_too_short_or_too_strange()
    {
        var frame = Offer("350102360405010001ff");
        for (var length = 0; length < frame.Length; length++)
            DhcpDiscovery.ParseOffer(frame.AsSpan(0, length), Client, Transaction);
        for (var at = 0; at < frame.Length; at++)
        {
            for (var value = 0; value < 256; value++)
            {
                byte[] changed = [.. frame];
                changed[at] = (byte)value;
                DhcpDiscovery.ParseOffer(changed, Client, Transaction);
            }
        }
    }

    private static byte[] Offer(string options)
    {
        var frame = DhcpDiscovery.Discover(Client, Transaction)[..(Message + 240)];
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(34), 67);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(36), 68);
        frame[Message] = 2;
        new byte[] { 5, 1, 0, 20 }.CopyTo(frame, Message + 16);
        return [.. frame, .. Convert.FromHexString(options.Replace(" ", "", StringComparison.Ordinal))];
    }
}
