using System.Diagnostics;
using Gateway.Agent.Commands;

namespace Gateway.Agent.Tests.Commands;

public sealed class CommandRunnerTests
{
    private readonly CommandRunner _runner = new();

    [Fact]
    public async Task Input_goes_in_and_both_outputs_and_the_exit_code_come_out()
    {
        var command = Command.Of("sh", "-c", "cat; echo $WORD; echo oops >&2; exit 3") with
        {
            Input = "in\n",
            Environment = Command.Of("x").Environment.Add("WORD", "out"),
        };

        Assert.Equal(new CommandResult(3, "in\nout\n", "oops\n"), await _runner.RunAsync(command, Test.Cancellation));
    }

    [Fact]
    public async Task A_failure_names_the_command_the_code_and_the_last_lines()
    {
        var command = Command.Of("sh", "-c", "seq 20 >&2; exit 7");

        var error = await Assert.ThrowsAsync<CommandException>(() => _runner.RunCheckedAsync(command, Test.Cancellation));

        Assert.StartsWith("`sh -c 'seq 20 >&2; exit 7'` failed with exit code 7: 9\n10", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("\n20", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_named()
    {
        var error = await Assert.ThrowsAsync<CommandException>(
            () => _runner.RunAsync(Command.Of("no-such-program"), Test.Cancellation));

        Assert.Contains("`no-such-program` could not be started", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_command_that_takes_too_long_is_killed_with_its_children()
    {
        var pidFile = Path.GetTempFileName();
        var command = Command.Of("sh", "-c", $"sleep 600 & echo $! > {pidFile}; wait") with { Timeout = TimeSpan.FromSeconds(3) };

        var error = await Assert.ThrowsAsync<CommandException>(() => _runner.RunAsync(command, Test.Cancellation));

        Assert.Contains("did not end", error.Message, StringComparison.Ordinal);
        Assert.True(await HasEndedAsync(int.Parse(await File.ReadAllTextAsync(pidFile, Test.Cancellation))));
        File.Delete(pidFile);
    }

    [Fact]
    public async Task Lines_are_streamed_as_they_come_and_the_program_ends_with_its_reader()
    {
        var lines = _runner.StreamAsync(Command.Of("sh", "-c", "echo one; echo $$; sleep 600"), Test.Cancellation);
        var read = new List<string>();
        await foreach (var line in lines)
        {
            read.Add(line);
            if (read.Count == 2)
                break;
        }

        Assert.Equal("one", read[0]);
        Assert.True(await HasEndedAsync(int.Parse(read[1])));
    }

    [Fact]
    public async Task A_stream_that_ends_badly_is_an_error()
    {
        var lines = _runner.StreamAsync(Command.Of("sh", "-c", "echo no entry >&2; exit 1"), Test.Cancellation);

        var error = await Assert.ThrowsAsync<CommandException>(async () => await lines.CountAsync(Test.Cancellation));

        Assert.Contains("no entry", error.Message, StringComparison.Ordinal);
    }

    private static async Task<bool> HasEndedAsync(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            await process.WaitForExitAsync(Test.Cancellation).SoonAsync();
            return true;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
