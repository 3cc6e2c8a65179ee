using Gateway.Planning.Cards;

namespace Gateway.Planning.Tests.Cards;

public sealed class RouterAdvertisementTests
{
    private const string Ethernet = "333300000001" + "020000000001" + "86dd";
    private const string Source = "fe800000000000000000000000000001";
    private const string Group = "ff020000000000000000000000000001";
    private const string Header = "8600beef" + "40000708" + "00000000" + "00000000";
    private const string Prefix = "030440c0" + "00015180" + "00003840" + "00000000" + "20010db8000000010000000000000000";

    [Fact]
    public void A_router_is_known_by_its_address_and_its_prefixes()
    {
        var router = RouterAdvertisement.Parse(Frame(Header + "0101020000000001" + Prefix))!;

        Assert.Equal("fe80::1", router.Address);
        Assert.Equal(["2001:db8:0:1::/64"], router.Prefixes);
    }

    [Fact]
    public void More_prefixes_than_a_person_reads_are_not_kept() =>
        Assert.Equal(HeardLimits.Prefixes, RouterAdvertisement.Parse(Frame(Header + string.Concat(Enumerable.Repeat(Prefix, 20))))!.Prefixes.Length);

    [Theory]
    [InlineData(Header, "ff", "20010db8000000000000000000000001")]
    [InlineData(Header, "40", Source)]
    [InlineData("8700beef" + "40000708" + "00000000" + "00000000", "ff", Source)]
    [InlineData("8601beef" + "40000708" + "00000000" + "00000000", "ff", Source)]
    [InlineData(Header + "0300", "ff", Source)]
    [InlineData(Header + "0309" + "000000000000", "ff", Source)]
    [InlineData("8600beef", "ff", Source)]
    public void What_a_host_would_not_take_is_not_taken(string message, string hopLimit, string source) =>
        Assert.Null(RouterAdvertisement.Parse(Frame(message, hopLimit, source)));

    [Fact]
    public void No_frame_is_too_short_or_too_strange()
    {
        var frame = Frame(Header + Prefix);
        for (var length = 0; length < frame.Length; length++)
            Assert.Null(RouterAdvertisement.Parse(frame.AsSpan(0, length)));
        for (var at = 0; at < frame.Length; at++)
        {
            for (var value = 0; value < 256; value++)
            {
                byte[] changed = [.. frame];
                changed[at] = (byte)value;
                Assert.All(RouterAdvertisement.Parse(changed)?.Prefixes ?? [], static prefix => Assert.True(prefix.All(char.IsAscii)));
            }
        }
    }

    private static byte[] Frame(string message, string hopLimit = "ff", string source = Source) =>
        Convert.FromHexString($"{Ethernet}60000000{message.Length / 2:x4}3a{hopLimit}{source}{Group}{message}");
}
