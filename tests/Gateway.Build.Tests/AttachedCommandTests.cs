using Gateway.Build.Processes;

namespace Gateway.Build.Tests;

public sealed class AttachedCommandTests
{
    [Fact]
    public async Task A_commands_exit_code_comes_back()
    {
        var exit = await ProcessRunner.RunAttachedAsync(new ToolCommand("sh", ["-c", "exit 3"]), TestContext.Current.CancellationToken);

        Assert.Equal(3, exit);
    }

    [Fact]
    public async Task A_command_that_is_no_longer_wanted_puts_its_things_away_before_it_is_left()
    {
        using var folder = new TemporaryFolder(Path.GetTempPath());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var ready = new TaskCompletionSource();
        using var watcher = new FileSystemWatcher(folder.Path, "ready");
        watcher.Created += (_, _) => ready.TrySetResult();
        watcher.EnableRaisingEvents = true;

        // Nobody writes to the pipe, so the reading ends by the signal alone.
        const string script = """mkfifo "$0/never"; exec 3<> "$0/never"; trap 'echo done > "$0/away"; exit 9' TERM; : > "$0/ready"; while :; do read -r line <&3; done""";
        var running = ProcessRunner.RunAttachedAsync(new ToolCommand("sh", ["-c", script, folder.Path]), stop.Token);
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(30), stop.Token);
        await stop.CancelAsync();

        Assert.Equal(9, await running);
        Assert.Equal("done\n", await File.ReadAllTextAsync(Path.Combine(folder.Path, "away"), TestContext.Current.CancellationToken));
    }
}
