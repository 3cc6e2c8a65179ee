using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Daemon.Tests;

/// <summary>HAProxy's file with everything that certificates bring.</summary>
public sealed class SecureFileTests(StackRoot root) : IClassFixture<StackRoot>
{
    [Theory]
    [InlineData("default", "ghcr", "lab")]
    [InlineData("mirrors", "ghcr", "lab")]
    [InlineData("proxy-told", "ghcr", "lab")]
    public void Haproxy_accepts_it_and_says_nothing_against_it(string sample, params string[] mirrors)
    {
        StackRoot.Require();
        using var authority = new TestAuthority();
        authority.LayOut(root.Place, "alice:/v2/ 1\n", "", [.. mirrors]);
        var files = StackPlanner.Plan(StackSamples.All[sample], StackSamples.Certified).Files.Where(static file => file.Path.StartsWith("/etc/haproxy/", StringComparison.Ordinal) || file.Path == "/etc/gateway/enrol.sh").ToArray();
        foreach (var file in files)
            root.Place(file.Path, file.Content);
        var check = files.Single(static file => file.Path == "/etc/haproxy/haproxy.cfg").Check!;

        var result = root.Execute([check.Program, .. check.Arguments.Select(static argument => argument.Replace("{file}", "/etc/haproxy/haproxy.cfg", StringComparison.Ordinal))]);

        Assert.True(result is { ExitCode: 0, Output: "" }, result.Output);
    }
}
