using Gateway.Planning.Json;

namespace Gateway.Planning.Tests.Json;

public sealed class UntrustedJsonTests
{
    [Theory]
    [InlineData("""{"a":[],"b":{"c":["x",{"d":null}]},"e":null}""")]
    [InlineData("[[1,2],[3]]")]
    public void What_is_within_the_bounds_passes(string text) => UntrustedJson.Check(text, "the text");

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"a":[1,null]}""")]
    [InlineData("[[[[[[[[[1]]]]]]]]]")]
    public void What_is_no_JSON_or_out_of_bounds_is_refused(string text) =>
        Assert.Throws<FormatException>(() => UntrustedJson.Check(text, "the text"));

    [Fact]
    public void A_list_and_a_text_have_a_longest_length()
    {
        UntrustedJson.Check($"[[{Numbers(256)}],\"{new string('x', 16384)}\"]", "the text");

        Assert.Throws<FormatException>(() => UntrustedJson.Check($"[{Numbers(257)}]", "the text"));
        Assert.Throws<FormatException>(() => UntrustedJson.Check($"[\"{new string('x', 16385)}\"]", "the text"));
    }

    private static string Numbers(int count) => string.Join(',', Enumerable.Repeat('1', count));
}
