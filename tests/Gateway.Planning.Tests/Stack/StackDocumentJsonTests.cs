using System.Text.Json.Nodes;
using Gateway.Planning.Stack;

namespace Gateway.Planning.Tests.Stack;

public sealed class StackDocumentJsonTests
{
    public static TheoryData<string> Samples() => [.. StackSamples.All.Keys];

    [Theory]
    [MemberData(nameof(Samples))]
    public void What_is_written_is_read_back(string sample)
    {
        var text = StackDocumentJson.ToText(StackSamples.All[sample]);

        Assert.Equal(text, StackDocumentJson.ToText(StackDocumentJson.Parse(text)));
    }

    [Fact]
    public void Renders_the_expected_text() =>
        ExpectedText.Matches("Stack/Expected/changed.json", StackDocumentJson.ToText(StackSamples.Changed));

    [Fact]
    public void The_container_is_given_a_secret_as_it_is() =>
        Assert.Equal("hunter2!#:{}", StackDocumentJson.Parse(StackDocumentJson.ToText(StackSamples.Mirrors)).Registry.Mirrors[0].Password?.Reveal());

    [Theory]
    [InlineData("version", "2", "only version 1")]
    [InlineData("version", "\"1\"", "only version 1")]
    [InlineData("generation", "\"seven\"", "generation")]
    [InlineData("inside", "null", "inside")]
    [InlineData("unheard-of", "1", "unheard-of")]
    public void A_document_that_is_not_exactly_this_version_is_refused(string key, string value, string named)
    {
        var json = JsonNode.Parse(StackDocumentJson.ToText(StackSamples.Default))!;
        json[key] = JsonNode.Parse(value);

        Assert.Contains(named, Assert.Throws<FormatException>(() => StackDocumentJson.Parse(json.ToJsonString())).Message);
    }

    [Theory]
    [InlineData("inside")]
    [InlineData("version")]
    public void A_document_with_a_part_missing_is_refused(string key)
    {
        var json = JsonNode.Parse(StackDocumentJson.ToText(StackSamples.Default))!;
        json.AsObject().Remove(key);

        Assert.Contains(key, Assert.Throws<FormatException>(() => StackDocumentJson.Parse(json.ToJsonString())).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    public void What_is_no_document_is_refused(string text) =>
        Assert.Contains("stack.json", Assert.Throws<FormatException>(() => StackDocumentJson.Parse(text)).Message);

    [Theory]
    [InlineData("\"6x\"")]
    [InlineData("\"-6h\"")]
    [InlineData("\"\"")]
    public void A_lease_time_that_is_no_duration_is_refused(string value)
    {
        var json = JsonNode.Parse(StackDocumentJson.ToText(StackSamples.Default))!;
        json["inside"]!["leaseTime"] = JsonNode.Parse(value);

        Assert.Contains("duration", Assert.Throws<FormatException>(() => StackDocumentJson.Parse(json.ToJsonString())).Message);
    }
}
