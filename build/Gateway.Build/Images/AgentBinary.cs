using Gateway.Build.Processes;
using Gateway.Build.Steps;

namespace Gateway.Build.Images;

/// <summary>Publishes the agent: self-contained, trimmed, compiled ahead, one file.</summary>
public sealed class AgentBinary(BuildPaths paths, StepCache cache, BuildLog log)
{
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
        await ProcessRunner.RunAsync(
            new ToolCommand("dotnet", ["publish", project, "--configuration", "Release", "--output", output, "--nologo"])
            {
                WorkingDirectory = paths.Root,
                OnLine = line => log.Progress("agent", line),
                Hint = "Run the same command by hand for the whole output.",
            },
            cancellation).ConfigureAwait(false);
    }
}
