using Gateway.Planning.Configuration;

namespace Gateway.Planning.Tests.Configuration;

public sealed class DhcpOptionValuesTests
{
    [Theory]
    [InlineData(DhcpOptionType.Binary, "01:0A:ff", "010aff")]
    [InlineData(DhcpOptionType.Boolean, "false", "false")]
    [InlineData(DhcpOptionType.Uint8, "255", "255")]
    [InlineData(DhcpOptionType.Int32, "-2147483648", "-2147483648")]
    [InlineData(DhcpOptionType.Uint16, "576,1500", "576, 1500")]
    [InlineData(DhcpOptionType.Ipv4Address, "192.0.2.1 , 255.255.255.0", "192.0.2.1, 255.255.255.0")]
    [InlineData(DhcpOptionType.String, "a, b", "a, b")]
    [InlineData(DhcpOptionType.Fqdn, "A.example", "a.example")]
    [InlineData(DhcpOptionType.Route, "10.0.0.0/8-192.0.2.1, 0.0.0.0/0 - 192.0.2.2", "10.0.0.0/8 - 192.0.2.1, 0.0.0.0/0 - 192.0.2.2")]
    public void A_good_value_has_one_form(DhcpOptionType type, string text, string kept)
    {
        Assert.Equal(kept, DhcpOptionValues.Parse(type, isList: true, text).Value);
        Assert.Equal(kept, DhcpOptionValues.Parse(type, isList: true, kept).Value);
    }

    [Theory]
    [InlineData(DhcpOptionType.Binary, "")]
    [InlineData(DhcpOptionType.Binary, "0")]
    [InlineData(DhcpOptionType.Binary, "xx")]
    [InlineData(DhcpOptionType.Boolean, "yes")]
    [InlineData(DhcpOptionType.Uint8, "256")]
    [InlineData(DhcpOptionType.Uint8, "-1")]
    [InlineData(DhcpOptionType.Int8, "128")]
    [InlineData(DhcpOptionType.Uint32, "4294967296")]
    [InlineData(DhcpOptionType.Ipv4Address, "192.0.2.1,")]
    [InlineData(DhcpOptionType.Ipv4Address, "192.0.2.256")]
    [InlineData(DhcpOptionType.Ipv4Address, "192.0.2.01")]
    [InlineData(DhcpOptionType.Ipv4Address, "::1")]
    [InlineData(DhcpOptionType.String, "")]
    [InlineData(DhcpOptionType.String, "line\nline")]
    [InlineData(DhcpOptionType.Fqdn, "a b")]
    [InlineData(DhcpOptionType.Route, "10.0.0.0/33 - 192.0.2.1")]
    [InlineData(DhcpOptionType.Route, "10.0.0.0/8")]
    public void Another_value_is_refused(DhcpOptionType type, string text) =>
        Assert.False(DhcpOptionValues.Parse(type, isList: true, text).IsGood);

    [Fact]
    public void An_option_of_one_value_takes_one() => Assert.False(DhcpOptionValues.Parse(DhcpOptionType.Uint16, isList: false, "1, 2").IsGood);
}
