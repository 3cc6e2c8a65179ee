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

        Assert.NotEqual(0, Check(file, file.Content + "no-such-directive { here (\n").ExitCode);
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

    /// <summary>The check of squid.conf reads it too, as it stands on the machine.</summary>
    [Theory]
    [InlineData("default")]
    [InlineData("proxy-only")]
    [InlineData("proxy-told")]
    public void Squid_accepts_the_cache_that_goes_with_its_file(string sample)
    {
        StackRoot.Require();
        var files = StackPlanner.Plan(StackSamples.All[sample], StackSamples.Observed).Files;
        var cache = files.Single(static file => file.Path == "/etc/squid/gateway.d/cache.conf");
        var file = files.Single(static file => file.Path == "/etc/squid/squid.conf");
        root.Place(cache.Path, cache.Content);

        var result = Check(file, file.Content);

        Assert.Equal((0, cache.Content.Contains("cache_dir", StringComparison.Ordinal)), (result.ExitCode, result.Output.Contains("Processing: cache_dir", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_directories_of_squids_cache_are_those_that_squid_looks_for()
    {
        StackRoot.Require();
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root can give directories to squid's user; run the test as root");
        const string count = "find /var/spool/squid -mindepth 1 -type d -user proxy | wc -l";
        root.Execute("mkdir", "-p", "/var/spool/squid");
        const string cache = "/etc/squid/gateway.d/cache.conf";
        root.Place(cache, StackPlanner.Plan(StackSamples.Default, StackSamples.Observed).Files.Single(static file => file.Path == cache).Content);

        var made = root.Execute("/usr/lib/gateway/squid-directories");

        Assert.True(made is { ExitCode: 0, Output: "" }, made.Output);
        Assert.Equal("272\n", root.Execute("sh", "-c", count).Output);
        root.Place("/etc/squid/made.conf", "visible_hostname made\nhttp_port 127.0.0.1:3128\ncoredump_dir none\npid_filename /run/made.pid\ncache_log /dev/null\ncache_dir aufs /var/spool/squid 96 16 16\n");
        Assert.Equal(0, root.Execute("squid", "--foreground", "-z", "-f", "/etc/squid/made.conf").ExitCode);
        Assert.Equal("272\n", root.Execute("sh", "-c", count).Output);
    }

    private CommandResult Check(ManagedFile file, string content)
    {
        var staged = root.Stage(file.Path, content);
        return root.Execute(
            [file.Check!.Program, .. file.Check.Arguments.Select(argument => argument.Replace("{file}", staged))]);
    }
}
