using Gateway.Planning.Services.Firewall;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Configuration;
using Gateway.Planning.Tests.Host;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Services.Firewall;

/// <summary>Acceptance check 51 without a network: the rules let through exactly what the matrix says, and the page shows that.</summary>
public sealed class ZoneMatrixTests
{
    /// <summary>The sample's segments with every choice of what they reach.</summary>
    public static TheoryData<string, string, string> Reaches()
    {
        string[] choices = ["", "outside", "inside", "guest", "outside,inside,guest,cameras"];
        var data = new TheoryData<string, string, string>();
        foreach (var inside in choices)
        {
            foreach (var guest in choices)
            {
                data.Add(inside, guest, "guest");
                data.Add(inside, guest, "inside");
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Reaches))]
    public void The_rules_accept_exactly_the_pairs_of_the_matrix(string inside, string guest, string zone)
    {
        var document = StackSamples.Segments with
        {
            Inside = StackSamples.Segments.Inside with { Reach = [.. Zones(inside)] },
            FurtherSegments = StackSamples.Segments.FurtherSegments.SetItem(0, StackSamples.Segments.FurtherSegments[0] with { Reach = [.. Zones(guest)], Zone = zone }),
            Firewall = new Planning.Configuration.FirewallConfig(),
        };
        var rules = Planned.File("firewall", FirewallPlanner.RulesPath, document).Split('\n').SkipWhile(static line => line != "\tchain gw_forward {").TakeWhile(static line => line != "\t}")
            .Where(static line => !line.EndsWith("comment \"host\"", StringComparison.Ordinal)).ToArray();

        Assert.All(ZoneMatrix.Pairs(document), pair => Assert.Equal(
            pair.Allowed,
            rules.Any(rule => rule.Contains($"iifname \"{Link(document, pair.From)}\" oifname \"{Link(document, pair.To)}\" ip saddr ", StringComparison.Ordinal) && rule.Contains(" counter accept ", StringComparison.Ordinal))));
        Assert.Equal(
            ZoneMatrix.Pairs(document).Count(static pair => pair.Allowed),
            rules.Count(static rule => rule.Contains(" accept ", StringComparison.Ordinal) && !rule.Contains("ct state", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_page_shows_the_matrix_of_its_example()
    {
        var page = File.ReadAllText(ProjectRoot.PathOf("docs", "gateway.toml.md"));
        var example = page.Split("```toml\n").Skip(1).Select(static part => part.Split("```")[0]).Single(static part => part.Contains("[segment.guest]", StringComparison.Ordinal));
        var document = HostSamples.Stack(Read.Good(example.Replace("schema = 1\n", "", StringComparison.Ordinal)));

        Assert.Contains(ZoneMatrix.ToMarkdown(document), page, StringComparison.Ordinal);
    }

    private static string[] Zones(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static string Link(StackDocument document, string name) => document.Segments.FirstOrDefault(segment => segment.Name == name)?.Link ?? name;
}
