using Gateway.Build.Processes;

namespace Gateway.Build.Testing;

/// <summary>Reads an operator's file with the agent itself, which says what the box would say.</summary>
public sealed class ConfigurationCheck(string agent)
{
    /// <exception cref="BuildException">The file has errors, which stand on standard output, or cannot be read.</exception>
    public async Task RunAsync(string config, CancellationToken cancellation)
    {
        var exit = await ProcessRunner.RunAttachedAsync(new ToolCommand(agent, ["check", Path.GetFullPath(config)]), cancellation).ConfigureAwait(false);
        if (exit != 0)
        {
            throw new BuildException($"{config} is not right; what stands above says why. On the box the last good configuration would keep running.");
        }
    }
}
