using System.Text.Json.Nodes;
using Gateway.Planning.Status;

namespace Gateway.Planning.Tests.Status;

public sealed class StatusJsonTests
{
    [Fact]
    public void A_status_is_one_line_and_is_read_back()
    {
        var text = StatusJson.ToText(StatusSamples.Status);

        Assert.DoesNotContain('\n', text);
        Assert.Equal(text, StatusJson.ToText(StatusJson.ParseStatus(text)));
        ExpectedText.Matches("Status/Expected/status.json", text);
    }

    [Fact]
    public void A_report_is_one_line_and_is_read_back()
    {
        var text = StatusJson.ToText(StatusSamples.Report);

        Assert.DoesNotContain('\n', text);
        Assert.Equal(text, StatusJson.ToText(StatusJson.ParseReport(text)));
        ExpectedText.Matches("Status/Expected/report.json", text);
    }

    [Theory]
    [InlineData("version", "3")]
    [InlineData("ready", "\"yes\"")]
    [InlineData("services", "null")]
    [InlineData("unheard-of", "1")]
    public void A_report_that_is_not_exactly_this_version_is_refused(string key, string value)
    {
        var json = JsonNode.Parse(StatusJson.ToText(StatusSamples.Report))!;
        json[key] = JsonNode.Parse(value);

        Assert.Contains("the container's report", Assert.Throws<FormatException>(() => StatusJson.ParseReport(json.ToJsonString())).Message);
    }
}
