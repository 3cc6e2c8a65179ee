using Gateway.Build.Steps;
using Gateway.Build.Testing;

namespace Gateway.Build.Tests;

public sealed class ConfigurationCheckTests
{
    [Fact]
    public async Task The_agent_is_asked_about_the_whole_path_and_its_answer_decides()
    {
        using var folder = new TemporaryFolder(Path.GetTempPath());
        var agent = Path.Combine(folder.Path, "agent");
        await File.WriteAllTextAsync(agent, "#!/bin/sh\n[ \"$1\" = check ] && grep -q right \"$2\"\n", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(agent, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var file = Path.Combine(folder.Path, "gateway.toml");
        var check = new ConfigurationCheck(agent);

        await File.WriteAllTextAsync(file, "right\n", TestContext.Current.CancellationToken);
        await check.RunAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, "wrong\n", TestContext.Current.CancellationToken);
        var error = await Assert.ThrowsAsync<BuildException>(() => check.RunAsync(file, TestContext.Current.CancellationToken));

        Assert.Contains($"{file} is not right", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_file_the_option_is_named()
    {
        using var folder = new TemporaryFolder(Path.GetTempPath());
        var build = new GatewayBuild(new BuildPaths(folder.Path, folder.Path), new BuildOptions(), BuildLog.ForConsole());

        var error = await Assert.ThrowsAsync<BuildException>(() => build.CheckConfigAsync(TestContext.Current.CancellationToken));

        Assert.Contains("--config=FILE", error.Message, StringComparison.Ordinal);
    }
}
