using Gateway.Planning.Services.Kea;

namespace Gateway.Planning.Tests.Services.Kea;

public sealed class KeaCommandsTests
{
    [Fact]
    public void A_release_names_the_address() =>
        Assert.Equal("""{"command":"lease4-del","arguments":{"ip-address":"192.168.4.57"}}""", KeaCommands.Release("192.168.4.57"));

    [Theory]
    [InlineData("""{ "result": 0, "text": "IPv4 lease deleted." }""", KeaCommands.Done)]
    [InlineData("""{ "result": 3, "text": "IPv4 lease not found." }""", KeaCommands.Empty)]
    [InlineData("""{ "result": 2 }""", 2)]
    public void An_answer_has_a_result(string text, int result) => Assert.Equal(result, KeaCommands.ResultOf(text));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "result": "0" }""")]
    [InlineData("""{ "result": 0.5 }""")]
    public void Anything_else_is_no_answer(string text) => Assert.Throws<FormatException>(() => KeaCommands.ResultOf(text));
}
