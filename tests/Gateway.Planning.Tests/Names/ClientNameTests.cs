using Gateway.Planning.Names;

namespace Gateway.Planning.Tests.Names;

public sealed class ClientNameTests
{
    private const string Address = "192.168.4.57";

    [Theory]
    [InlineData("laptop", "laptop")]
    [InlineData("Laptop", "laptop")]
    [InlineData("pc.corp.example", "pc")]
    [InlineData("win.corp.example.", "win")]
    [InlineData("my_pc", "my-pc")]
    [InlineData("x___forward", "x---forward")]
    [InlineData("-x-", "x")]
    [InlineData("7", "7")]
    [InlineData("__clair", "clair")] // What Kea makes of a first letter with an accent.
    [InlineData("dhcp-192-168-4-57.", "dhcp-192-168-4-57")]
    public void A_clients_label_is_taken_without_its_domain(string hostName, string label) =>
        Assert.Equal(new ClientLabel(label, NameRefusal.None), ClientName.Of(hostName, Address));

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData(".corp.example")]
    public void A_client_that_asks_for_nothing_gets_nothing(string hostName) =>
        Assert.Equal(new ClientLabel(null, NameRefusal.None), ClientName.Of(hostName, Address));

    [Theory]
    [InlineData("wpad")]
    [InlineData("WPAD.corp.example.")]
    [InlineData("localhost")]
    [InlineData("gateway")]
    [InlineData("-gateway-")]
    [InlineData("host")]
    [InlineData("registry")]
    [InlineData("mirror")]
    [InlineData("proxy")]
    [InlineData("isatap")]
    [InlineData("_http")]
    [InlineData("_")]
    [InlineData("__wpad")]
    [InlineData("dhcp-192-168-4-58")]
    public void Names_that_others_trust_are_refused(string hostName) =>
        Assert.Equal(new ClientLabel(null, NameRefusal.Reserved), ClientName.Of(hostName, Address));

    [Theory]
    [InlineData("a b")]
    [InlineData("x\"; forward")]
    [InlineData("a\nsend")]
    [InlineData("müller")]
    [InlineData("---")]
    [InlineData("\u212a")] // The Kelvin sign, whose lower case is an ASCII letter.
    public void What_is_no_label_never_becomes_a_record(string hostName)
    {
        var label = ClientName.Of(hostName, Address).Label;

        Assert.True(label is null || label.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'), label);
    }

    [Fact]
    public void A_label_has_63_characters_at_most()
    {
        Assert.Equal(new string('a', 63), ClientName.Of(new string('a', 63), Address).Label);
        Assert.Equal(new ClientLabel(null, NameRefusal.Invalid), ClientName.Of(new string('a', 64), Address));
    }
}
