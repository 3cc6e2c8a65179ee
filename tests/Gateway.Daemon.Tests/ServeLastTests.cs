using Gateway.Planning.Desired;
using Gateway.Planning.Plans;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Daemon.Tests;

/// <summary>The container's script that starts the daemons of the boot before, with the container's own tools; systemctl alone only says what it was asked for.</summary>
public sealed class ServeLastTests(StackRoot root) : IClassFixture<StackRoot>
{
    private const string Document = "{ \"generation\": 1 }\n";
    private static readonly ManagedFile File = new("/etc/gateway/a.conf", "one\n");

    [Fact]
    public void With_the_same_document_and_files_the_daemons_are_started()
    {
        StackRoot.Require();
        Serve();

        Assert.Equal("systemctl start --no-block -- kea-dhcp4-server.service unbound.service\n", Run());
    }

    [Fact]
    public void With_another_document_nothing_is_started()
    {
        StackRoot.Require();
        Serve();
        root.Place(StackPath, Document.Replace('1', '2'));

        Assert.Contains(" not as last time: the agent starts the daemons\n", Run(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("two\n")]
    [InlineData("")]
    public void With_another_file_nothing_is_started(string content)
    {
        StackRoot.Require();
        Serve();
        root.Place(File.Path, content);

        Assert.Contains(" not as last time: the agent starts the daemons\n", Run(), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_file_nothing_is_started()
    {
        StackRoot.Require();
        Serve();
        root.Execute("rm", File.Path);

        Assert.Contains(" not as last time: the agent starts the daemons\n", Run(), StringComparison.Ordinal);
    }

    /// <summary>The list of files is one that sha256sum reads, for every file that there can be.</summary>
    [Fact]
    public void Every_file_of_a_configuration_can_be_compared()
    {
        StackRoot.Require();
        var files = StackPlanner.Plan(StackSamples.Default, StackSamples.Observed).Files;
        Serve([.. files]);

        Assert.StartsWith("systemctl start", Run(), StringComparison.Ordinal);
    }

    private const string StackPath = "/gateway/stack.json";

    private void Serve(params ManagedFile[] files)
    {
        ManagedFile[] all = files is [] ? [File] : files;
        foreach (var file in all)
        {
            root.Place(file.Path, file.Content);
        }

        root.Place(StackPath, Document);
        root.Place("/etc/gateway/served/stack.json", Document);
        root.Place("/etc/gateway/served/files", string.Concat(all.Select(static file => $"{ContentHash.Of(file.Content)}  {file.Path}\n")));
        root.Place("/etc/gateway/served/units", "kea-dhcp4-server.service\nunbound.service\n");
        root.Place("/tmp/tools/systemctl", "#!/bin/sh\necho systemctl \"$@\"\n");
    }

    private string Run()
    {
        var result = root.Execute("sh", "-c", "chmod 755 /tmp/tools/systemctl; PATH=/tmp/tools:$PATH exec /usr/lib/gateway/serve-last");
        Assert.True(result.ExitCode == 0, result.Output);
        return result.Output;
    }
}
