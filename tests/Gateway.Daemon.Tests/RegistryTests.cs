using System.Diagnostics;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Daemon.Tests;

/// <summary>docker-registry has no checker, so it is started.</summary>
public sealed class RegistryTests(StackRoot root) : IClassFixture<StackRoot>
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_private_registry_listens_on_loopback()
    {
        StackRoot.Require();

        Assert.Contains("listening on 127.0.0.1:5001", await StartAsync("/etc/gateway/registry/private.yml", "listening on"));
    }

    /// <summary>Without a network it gets as far as its upstream, which it would not with a file it does not understand.</summary>
    [Fact]
    public async Task The_mirror_asks_its_upstream_before_it_listens()
    {
        StackRoot.Require();

        Assert.Contains("registry-1.docker.io", await StartAsync("/etc/gateway/registry/mirror.yml", "panic:"));
    }

    /// <summary>The first line with the wanted words; their absence until the end or the deadline fails the test with all that was said.</summary>
    private async Task<string> StartAsync(string path, string wanted)
    {
        var file = StackPlanner.Plan(StackSamples.Default, StackSamples.Observed).Files.Single(file => file.Path == path);
        var command = root.InRoot("env", "REGISTRY_LOG_LEVEL=info", "docker-registry", "serve", root.Stage(path, file.Content));
        using var deadline = new CancellationTokenSource(Deadline);
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
        try
        {
            var said = "";
            while (await process.StandardError.ReadLineAsync(deadline.Token) is { } line)
            {
                said += line + "\n";
                if (line.Contains(wanted))
                {
                    return line;
                }
            }

            throw new InvalidOperationException($"starting docker-registry with {path}: it ended without \"{wanted}\":\n{said}");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }
}
