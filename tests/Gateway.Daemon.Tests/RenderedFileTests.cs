using Gateway.Planning.Desired;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Daemon.Tests;

/// <summary>Every rendered file that has a checker passes it, by the very command that production runs.</summary>
public sealed class RenderedFileTests(StackRoot root) : IClassFixture<StackRoot>
{
    public static TheoryData<string, string> CheckedFiles()
    {
        var data = new TheoryData<string, string>();
        foreach (var (sample, document) in StackSamples.All)
        {
            foreach (var file in StackPlanner.Plan(document, StackSamples.Observed).Files.Where(static file => file.Check is not null))
            {
                data.Add(sample, file.Path);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(CheckedFiles))]
    public void Its_own_daemon_accepts_the_rendered_file(string sample, string path)
    {
        StackRoot.Require();
        var file = StackPlanner.Plan(StackSamples.All[sample], StackSamples.Observed).Files.Single(file => file.Path == path);

        var result = Check(file, file.Content);

        Assert.True(result.ExitCode == 0, $"{file.Check!.Program} refused {path} of \"{sample}\":\n{result.Output}\n{file.Content}");
    }

    [Theory]
    [MemberData(nameof(CheckedFiles))]
    public void Its_own_daemon_refuses_a_spoilt_file(string sample, string path)
    {
        StackRoot.Require();
        var file = StackPlanner.Plan(StackSamples.All[sample], StackSamples.Observed).Files.Single(file => file.Path == path);

        Assert.NotEqual(0, Check(file, file.Content + "no-such-directive { here\n").ExitCode);
    }

    /// <summary>Squid drops a range from an ACL, with a warning only, when another within it is there too.</summary>
    [Theory]
    [InlineData("default")]
    [InlineData("changed")]
    public void Squid_keeps_every_range_that_it_is_to_deny(string sample)
    {
        StackRoot.Require();
        var file = StackPlanner.Plan(StackSamples.All[sample], StackSamples.Observed).Files.Single(static file => file.Path == "/etc/squid/squid.conf");

        Assert.DoesNotContain("ignored", Check(file, file.Content).Output);
    }

    private CommandResult Check(ManagedFile file, string content)
    {
        var staged = root.Stage(file.Path, content);
        return root.Execute(
            [file.Check!.Program, .. file.Check.Arguments.Select(argument => argument.Replace("{file}", staged))]);
    }
}
