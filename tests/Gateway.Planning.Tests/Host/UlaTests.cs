using Gateway.Planning.Host;

namespace Gateway.Planning.Tests.Host;

public sealed class UlaTests
{
    [Fact]
    public void A_prefix_is_made_of_the_random_global_id() =>
        Assert.Equal("fd12:3456:789a::/48", Ula.PrefixOf([0x12, 0x34, 0x56, 0x78, 0x9a]));

    [Theory]
    [InlineData("fd12:3456:789a::/48", true)]
    [InlineData("fd00:0:0::/48", true)]
    [InlineData("fe80::/48", false)]
    [InlineData("fd12:3456:789a::/64", false)]
    [InlineData("fdxx::/48", false)]
    [InlineData("", false)]
    public void Only_a_prefix_is_taken_for_one(string text, bool expected) => Assert.Equal(expected, Ula.IsPrefix(text));
}
