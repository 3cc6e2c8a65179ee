using Gateway.Agent.Host;
using Gateway.Planning.Host;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Host;

public sealed class RememberedCardsTests : IDisposable
{
    private static readonly NetworkCard Card = new() { Name = "inside", Mac = "52:54:00:00:00:02", Path = "pci-0000:02:00.0" };
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_card_is_known_after_a_restart()
    {
        new RememberedCards(_directory.At("cards.json")).Write([Card]);

        Assert.Equal("pci-0000:02:00.0", Assert.Single(new RememberedCards(_directory.At("cards.json")).Read()).Path);
    }

    [Fact]
    public void A_disk_that_takes_nothing_fails_no_turn_and_forgets_no_card()
    {
        // A folder in the way of the temporary file fails as a full disk does, for root too.
        Directory.CreateDirectory(_directory.At(".cards.json.gateway-new/x"));
        var cards = new RememberedCards(_directory.At("cards.json"));

        cards.Write([Card]);

        Assert.Equal("pci-0000:02:00.0", Assert.Single(cards.Read()).Path);
        Assert.False(File.Exists(_directory.At("cards.json")));
    }
}
