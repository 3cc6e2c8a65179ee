namespace Gateway.Planning.Tests.Configuration;

public sealed class OutboundTests
{
    [Theory]
    [InlineData("direct", "direct")]
    [InlineData("tor", "tor")]
    [InlineData("socks5://192.168.4.30:1080", "socks5://192.168.4.30:1080")]
    [InlineData("http://[2001:DB8::3]:3128", "http://[2001:db8::3]:3128")]
    public void A_way_out_is_its_own_tor_or_a_proxy(string text, string expected) => Assert.Equal(expected, Read.Good(Table(text)).Registry.DockerHub.Via);

    [Theory]
    [InlineData("Tor")]
    [InlineData("")]
    [InlineData("socks5://proxy.example:1080")]
    [InlineData("socks5://192.168.4.30")]
    [InlineData("socks5://192.168.4.30:0")]
    [InlineData("socks5://192.168.4.30:65536")]
    [InlineData("socks5://192.168.4.300:1080")]
    [InlineData("socks5h://192.168.4.30:1080")]
    [InlineData("https://192.168.4.30:3128")]
    [InlineData("http://192.168.4.30:3128/")]
    public void Anything_else_is_refused(string text) => Assert.Contains("is not a way out", Read.Errors("schema = 1\n" + Table(text)), StringComparison.Ordinal);

    [Fact]
    public void A_user_and_a_password_are_not_shown_again() =>
        Assert.DoesNotContain("hunter2", Read.Errors("schema = 1\n" + Table("socks5://example:hunter2@192.168.4.30:1080")), StringComparison.Ordinal);

    private static string Table(string via) => $"[registry.docker-hub]\nvia = \"{via}\"\n";
}
