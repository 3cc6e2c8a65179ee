using System.Reflection;
using Gateway.Agent.Cli;
using Gateway.Agent.Control;

namespace Gateway.Agent.Tests.Documents;

/// <summary>docs/gateway.md is the page of the command as it is.</summary>
public sealed class GatewayPageTests
{
    private readonly string _page = File.ReadAllText(ProjectRoot.PathOf("docs/gateway.md"));

    [Fact]
    public void Every_verb_stands_there_with_its_help()
    {
        foreach (var verb in VerbCatalog.Verbs)
            Assert.Contains($"## {verb.Name}\n\n```text\n{verb.Help.ReplaceLineEndings("\n")}\n```\n", _page, StringComparison.Ordinal);
    }

    [Fact]
    public void No_verb_stands_there_that_the_command_does_not_have()
    {
        var headings = _page.Split('\n').Where(static line => line.StartsWith("## ", StringComparison.Ordinal)).Select(static line => line[3..]);

        Assert.Equal(VerbCatalog.Verbs.Select(static verb => verb.Name), headings.Except(["Exit codes", "The socket"]));
    }

    [Fact]
    public void Every_exit_code_is_explained()
    {
        var codes = typeof(ExitCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(static field => (int)field.GetRawConstantValue()!);

        Assert.All(codes, code => Assert.Contains($"\n| {code} | ", _page, StringComparison.Ordinal));
    }
}
