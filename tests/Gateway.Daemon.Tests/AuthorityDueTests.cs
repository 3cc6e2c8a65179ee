using Gateway.Planning.Services.Authority;

namespace Gateway.Daemon.Tests;

/// <summary>The script by which the authority is started only when there is something to do.</summary>
public sealed class AuthorityDueTests(StackRoot root) : IClassFixture<StackRoot>
{
    private const string Request = "{}\n";

    [Theory]
    [InlineData(Request, "0 9999999999\n", "")]
    [InlineData("{ }\n", "0 9999999999\n", "restart --no-block gateway-authority.service\n")]
    [InlineData(null, "0 9999999999\n", "restart --no-block gateway-authority.service\n")]
    [InlineData(Request, "0 1000000000\n", "restart --no-block gateway-authority.service\n")]
    [InlineData(Request, "9999999998 9999999999\n", "restart --no-block gateway-authority.service\n")]
    [InlineData(Request, "", "restart --no-block gateway-authority.service\n")]
    [InlineData(Request, null, "restart --no-block gateway-authority.service\n")]
    public void It_is_started_when_the_request_or_the_time_is_another(string? satisfied, string? quiet, string expected)
    {
        StackRoot.Require();
        root.Execute("rm", "-rf", AuthorityDefaults.State);
        root.Place(AuthorityDefaults.Request, Request);
        if (satisfied is not null)
            root.Place(AuthorityDefaults.State + "/request.json", satisfied);
        if (quiet is not null)
            root.Place(AuthorityDefaults.State + "/quiet", quiet);
        root.Place("/tmp/programs/systemctl", "#!/bin/sh\necho \"$@\"\n");
        root.Execute("chmod", "0755", "/tmp/programs/systemctl");

        var result = root.Execute("env", "PATH=/tmp/programs:/usr/sbin:/usr/bin:/sbin:/bin", "/usr/lib/gateway/authority-due");

        Assert.Equal((0, expected), (result.ExitCode, string.Concat(result.Output.Split('\n').Where(static line => line.StartsWith("restart", StringComparison.Ordinal)).Select(static line => line + "\n"))));
    }
}
