using Gateway.Build.Processes;
using Gateway.Build.Steps;

namespace Gateway.Build.Tests;

public sealed class StepTests : IDisposable
{
    private readonly TemporaryFolder folder = new(Path.GetTempPath());
    private readonly StringWriter output = new();
    private readonly StepCache cache;

    public StepTests() => cache = new StepCache(folder.Path, new BuildLog(output, progressWidth: 0));

    public void Dispose()
    {
        output.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_step_with_unchanged_inputs_is_not_made_again()
    {
        var made = 0;
        Task Make(string path, CancellationToken stop)
        {
            made++;
            return File.WriteAllTextAsync(Path.Combine(path, "out"), "x", stop);
        }

        var first = await cache.GetAsync("step", new string('1', 32), Make, TestContext.Current.CancellationToken);
        var second = await cache.GetAsync("step", new string('1', 32), Make, TestContext.Current.CancellationToken);

        Assert.Equal((first, 1), (second, made));
        Assert.Contains("step: unchanged (111111111111)", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_step_that_failed_leaves_nothing_that_looks_finished()
    {
        var key = new string('2', 32);
        await Assert.ThrowsAsync<BuildException>(() => cache.GetAsync("step", key, static (path, _) =>
        {
            File.WriteAllText(Path.Combine(path, "half"), "");
            throw new BuildException("broken");
        }, TestContext.Current.CancellationToken));

        var path = await cache.GetAsync("step", key, static (_, _) => Task.CompletedTask, TestContext.Current.CancellationToken);

        Assert.Empty(Directory.EnumerateFileSystemEntries(path));
    }

    [Fact]
    public async Task Old_outputs_are_deleted_unless_a_build_uses_them()
    {
        var other = new StepCache(folder.Path, new BuildLog(output, progressWidth: 0));
        var used = await GetAsync(cache, 'a');
        for (var i = 1; i < 6; i++)
        {
            using var locked = FileLock.TryTake(await GetAsync(other, (char)('a' + i)));
            Assert.Null(locked);
        }

        Assert.True(Directory.Exists(used));

        Task<string> GetAsync(StepCache from, char key) => from.GetAsync("step", new string(key, 32), static (_, _) => Task.CompletedTask, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Only_the_newest_outputs_that_nobody_uses_are_kept()
    {
        for (var i = 0; i < 6; i++)
        {
            Directory.SetLastWriteTimeUtc(Directory.CreateDirectory(Path.Combine(folder.Path, "step", $"old{i}")).FullName, DateTime.UnixEpoch.AddDays(i));
        }

        var path = await cache.GetAsync("step", new string('3', 32), static (_, _) => Task.CompletedTask, TestContext.Current.CancellationToken);

        Assert.Equal([Path.GetFileName(path), "old4", "old5"], Directory.GetDirectories(Path.Combine(folder.Path, "step")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_build_waits_for_another_that_makes_the_same_step_and_says_so_once()
    {
        var key = new string('4', 32);
        var (begun, finish) = (new TaskCompletionSource(), new TaskCompletionSource());
        var first = cache.GetAsync("step", key, (_, _) => { begun.SetResult(); return finish.Task; }, TestContext.Current.CancellationToken);
        await begun.Task;
        var second = new StepCache(folder.Path, new BuildLog(output, progressWidth: 0)).GetAsync("step", key, static (_, _) => throw new InvalidOperationException("made twice"), TestContext.Current.CancellationToken);
        finish.SetResult();

        Assert.Equal(await first, await second);
        Assert.Single(output.ToString().Split('\n'), static line => line.Contains("waiting for another build", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Waiting_for_another_build_ends_when_it_is_not_wanted_any_more()
    {
        var file = Path.Combine(folder.Path, "lock");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var held = await FileLock.TakeAsync(file, static () => { }, stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FileLock.TakeAsync(file, stop.Cancel, stop.Token));

        // The thread that waited gets the lock when it is free, and gives it back at once.
        held.Dispose();
        using var next = await FileLock.TakeAsync(file, static () => { }, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_failed_step_says_so_with_its_name_and_time()
    {
        var error = await Assert.ThrowsAsync<BuildException>(() => cache.GetAsync("step", new string('5', 32), static (_, _) => throw new BuildException("broken"), TestContext.Current.CancellationToken));

        Assert.Equal("step: broken", error.Message);
        Assert.Matches(@"step: failed after \d+\.\d s\n$", output.ToString());
    }

    [Fact]
    public async Task The_first_failure_of_steps_side_by_side_stops_the_others_and_waits_for_them()
    {
        var ended = false;
        async Task<int> EndlessAsync(CancellationToken stop)
        {
            try
            {
                await Task.Delay(Timeout.Infinite, stop);
            }
            finally
            {
                ended = true;
            }

            return 0;
        }

        var error = await Assert.ThrowsAsync<BuildException>(() => StepGroup.RunAsync(
            async (steps, _) =>
            {
                var endless = steps.Start(EndlessAsync);
                return await steps.Start<int>(static _ => throw new BuildException("broken")) + await endless;
            },
            TestContext.Current.CancellationToken));

        Assert.Equal("broken", error.Message);
        Assert.True(ended);
    }

    [Fact]
    public void A_terminal_shows_the_newest_line_within_its_width()
    {
        var log = new BuildLog(output, progressWidth: 12);
        log.Progress("root", "unpacking everything");
        log.Line("done");

        Assert.Matches("^  root: unpa\r\e\\[K\\[.*\\] done\n$", output.ToString());
    }

    [Fact]
    public void A_tree_has_another_key_when_content_name_mode_or_link_changes()
    {
        var tree = Directory.CreateDirectory(Path.Combine(folder.Path, "tree")).FullName;
        var file = Path.Combine(tree, "a");
        File.WriteAllText(file, "1");
        var keys = new HashSet<string> { Key(tree) };
        File.WriteAllText(file, "2");
        Assert.True(keys.Add(Key(tree)));
        File.SetUnixFileMode(file, File.GetUnixFileMode(file) | UnixFileMode.UserExecute);
        Assert.True(keys.Add(Key(tree)));
        File.Move(file, Path.Combine(tree, "b"));
        Assert.True(keys.Add(Key(tree)));
        File.CreateSymbolicLink(Path.Combine(tree, "l"), "b");
        Assert.True(keys.Add(Key(tree)));
        File.SetLastWriteTimeUtc(Path.Combine(tree, "b"), DateTime.UnixEpoch);
        Assert.False(keys.Add(Key(tree)));
    }

    [Fact]
    public void Compiler_output_does_not_change_the_key_of_sources()
    {
        var tree = Directory.CreateDirectory(Path.Combine(folder.Path, "src", "obj")).Parent!.FullName;
        var before = new InputHash().AddSources("x", tree).ToKey();
        File.WriteAllText(Path.Combine(tree, "obj", "x.json"), "1");

        Assert.Equal(before, new InputHash().AddSources("x", tree).ToKey());
    }

    [Fact]
    public async Task A_failed_command_is_told_with_its_exit_code_its_last_lines_and_what_to_do()
    {
        var command = new ToolCommand("sh", ["-c", "echo one; echo two >&2; exit 3"]) { Hint = "Do this." };

        var error = await Assert.ThrowsAsync<BuildException>(() => ProcessRunner.RunAsync(command, TestContext.Current.CancellationToken));

        Assert.Contains("exit code 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("  | one", error.Message, StringComparison.Ordinal);
        Assert.Contains("  | two", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Do this.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_program_is_told_by_name()
    {
        var error = await Assert.ThrowsAsync<BuildException>(() => ProcessRunner.RunAsync(new ToolCommand("no-such-program-here", []), TestContext.Current.CancellationToken));

        Assert.Contains("Starting no-such-program-here failed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancelled_command_and_what_it_started_put_their_things_away()
    {
        using var stop = new CancellationTokenSource();
        const string script = """sh -c 'trap "echo inner >> $0; exit" TERM; echo up; while :; do sleep 600 & wait; done' "$0"; echo outer >> "$0" """;
        var file = Path.Combine(folder.Path, "away");
        var command = new ToolCommand("sh", ["-c", $"trap : TERM; {script}", file]) { OnLine = _ => stop.Cancel() };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ProcessRunner.RunAsync(command, stop.Token));

        Assert.Equal("inner\nouter\n", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_cancelled_command_is_killed()
    {
        using var stop = new CancellationTokenSource();
        var command = new ToolCommand("sh", ["-c", "echo up; exec sleep 600"]) { OnLine = _ => stop.Cancel() };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ProcessRunner.RunAsync(command, stop.Token));
    }

    private static string Key(string tree) => new InputHash().AddTree("x", tree).ToKey();
}
