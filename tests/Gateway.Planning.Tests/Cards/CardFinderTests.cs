using Gateway.Planning.Cards;
using Gateway.Planning.Tests.Host;

namespace Gateway.Planning.Tests.Cards;

public sealed class CardFinderTests
{
    [Theory]
    [InlineData("enp1s0")]
    [InlineData("name:enp1s0")]
    [InlineData("enx525400000001")]
    [InlineData("52:54:00:00:00:01")]
    [InlineData("mac:52-54-00-00-00-01")]
    [InlineData("pci-0000:01:00.0")]
    [InlineData("path:pci-0000:01:00.0")]
    public void A_card_is_found_by_all_that_it_is_called(string word) =>
        Assert.Equal(HostSamples.First, CardFinder.Find([HostSamples.First, HostSamples.Second], word));

    [Fact]
    public void A_word_that_means_none_is_answered_with_the_cards_that_are_there()
    {
        var error = Assert.Throws<FormatException>(static () => CardFinder.Find([HostSamples.First], "eth\u001b[2J"));

        Assert.Equal("no card is called eth?[2J; there are enp1s0 (mac:52:54:00:00:00:01, path:pci-0000:01:00.0)", error.Message);
    }

    [Fact]
    public void A_word_that_means_two_is_refused()
    {
        var twin = HostSamples.Second with { PermanentMac = HostSamples.First.PermanentMac };

        Assert.StartsWith("52:54:00:00:00:01 means 2 cards", Assert.Throws<FormatException>(() => CardFinder.Find([HostSamples.First, twin], "52:54:00:00:00:01")).Message, StringComparison.Ordinal);
    }
}
