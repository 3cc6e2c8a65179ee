using System.Collections.Immutable;
using Gateway.Build.Processes;
using Gateway.Build.Steps;

namespace Gateway.Build.Images;

/// <summary>Publishes the agent: self-contained, trimmed, compiled ahead, one file.</summary>
public sealed class AgentBinary(BuildPaths paths, StepCache cache, BuildLog log)
{
    /// <summary>The tests' build of the same sources analyses them and checks their style; once is enough.</summary>
    private static readonly ImmutableArray<string> Unchecked = ["-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "-p:GenerateDocumentationFile=false"];

    public async Task<string> BuildAsync(CancellationToken cancellation)
    {
        var sdk = await ProcessRunner.RunAsync(new ToolCommand("dotnet", ["--version"]) { WorkingDirectory = paths.Root }, cancellation).ConfigureAwait(false);
        var key = new InputHash().Add("sdk", sdk.Trim())
            .AddSources("agent", Path.Combine(paths.Root, "agent"))
            .AddFile("props", Path.Combine(paths.Root, "Directory.Build.props"))
            .AddFile("packages", Path.Combine(paths.Root, "Directory.Packages.props"))
            .AddFile("style", Path.Combine(paths.Root, ".editorconfig"))
            .ToKey();
        var folder = await cache.GetAsync("agent", key, MakeAsync, cancellation).ConfigureAwait(false);
        return Path.Combine(folder, "gateway-agent");
    }

    private async Task MakeAsync(string output, CancellationToken cancellation)
    {
        var project = Path.Combine(paths.Root, "agent", "Gateway.Agent");
        // Beside the output, which so depends on the sources alone, and the tree's own builds keep what they made.
        using var work = new TemporaryFolder(output);
        await ProcessRunner.RunAsync(
            new ToolCommand(
                "dotnet",
                ["publish", project, "--configuration", "Release", "--artifacts-path", work.Path, "--output", output, "--nologo", .. Unchecked])
            {
                WorkingDirectory = paths.Root,
                OnLine = line => log.Progress("agent", line),
                Hint = "Run the same command by hand for the whole output.",
            },
            cancellation).ConfigureAwait(false);
    }
}
