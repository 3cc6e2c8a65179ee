using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Gateway.Lab.Run.Check;

/// <summary>A check -&gt; JUnit XML as GitLab, Jenkins and GitHub's actions read it: one test case a step. Pure.</summary>
public static class JUnitReport
{
    private const string Suite = "BootCheck";

    public static string Render(CheckReport report)
    {
        var counts = new XAttribute[]
        {
            new("tests", report.Steps.Count),
            new("failures", report.Steps.Count(static step => step.Outcome is CheckOutcome.Failed)),
            new("errors", 0),
            new("skipped", report.Steps.Count(static step => step.Outcome is CheckOutcome.NotReached or CheckOutcome.NotWanted)),
            new("time", Seconds(report.Time)),
        };
        var properties = new (string Name, string Value)[]
        {
            ("config", report.Config), ("image", report.Image), ("release", report.Release ?? "unknown"), ("accelerator", report.Accelerator ?? "unknown"),
        };
        var suite = new XElement(
            "testsuite",
            new XAttribute("name", Suite),
            counts,
            new XAttribute("timestamp", report.Date.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)),
            new XElement("properties", properties.Select(static property =>
                new XElement("property", new XAttribute("name", property.Name), new XAttribute("value", Allowed(property.Value))))),
            report.Steps.Select(Case));
        var document = new XElement("testsuites", new XAttribute("name", Suite), counts, suite);
        return $"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{document}\n";
    }

    private static XElement Case(CheckStep step)
    {
        var text = Allowed(step.Text.TrimEnd('\n'));
        return new XElement(
            "testcase",
            new XAttribute("classname", Suite),
            new XAttribute("name", step.Name),
            new XAttribute("time", Seconds(step.Time)),
            step.Outcome switch
            {
                CheckOutcome.Failed => new XElement("failure", new XAttribute("type", Suite), new XAttribute("message", Headline(text)), text),
                CheckOutcome.Passed => text.Length > 0 ? new XElement("system-out", text) : null,
                _ => new XElement("skipped", new XAttribute("message", Headline(text))),
            });
    }

    /// <summary>What a dashboard shows in a list: the first line, with the next where the first only announces it.</summary>
    private static string Headline(string text)
    {
        var lines = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return lines is [var first, var second, ..] && first.EndsWith(':') ? $"{first} {second}" : lines.FirstOrDefault("");
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>A serial console writes characters that XML has no way to hold.</summary>
    private static string Allowed(string text) =>
        string.Concat(text.EnumerateRunes().Where(static rune => rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value)).Select(static rune => rune.ToString()));
}
