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

    [Fact]
    public void Refusals_are_read_from_the_newest_sample()
    {
        Assert.Equal("""{"command":"statistic-get","arguments":{"name":"v4-allocation-fail"}}""", KeaCommands.Refusals());
        Assert.Equal(7, KeaCommands.RefusalsIn("""{ "arguments": { "v4-allocation-fail": [ [ 7, "2026-11-22 02:00:00.000000" ], [ 6, "2026-11-22 01:00:00.000000" ] ] }, "result": 0 }"""));
        Assert.Null(KeaCommands.RefusalsIn("""{ "arguments": { }, "result": 0 }"""));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{ "arguments": { "v4-allocation-fail": [] } }""")]
    [InlineData("""{ "arguments": { "v4-allocation-fail": [ [ "7" ] ] } }""")]
    public void Anything_else_says_nothing_of_refusals(string text) => Assert.Throws<FormatException>(() => KeaCommands.RefusalsIn(text));

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{ "result": "0" }""")]
    [InlineData("""{ "result": 0.5 }""")]
    public void Anything_else_is_no_answer(string text) => Assert.Throws<FormatException>(() => KeaCommands.ResultOf(text));
}
