using System.Collections.Immutable;
using Gateway.Agent.Commands;
using Gateway.Agent.Host;
using Gateway.Planning.Status;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Host;

public sealed class BootPartitionTests : IDisposable
{
    private readonly TemporaryDirectory _boot = new();

    public void Dispose() => _boot.Dispose();

    [Fact]
    public async Task It_is_writable_only_while_something_is_written()
    {
        using var commands = Mounts();
        using var partition = new BootPartition(commands, _boot.Path);

        await partition.WriteAsync(Files("one"), Test.Cancellation);
        await partition.WriteAsync(Files("one"), Test.Cancellation);

        Assert.Equal("one", File.ReadAllText(_boot.At("status/STATUS.txt")));
        Assert.Equal([$"mount -o remount,rw {_boot.Path}", $"mount -o remount,ro {_boot.Path}"], commands.Log);
    }

    [Fact]
    public async Task A_file_that_is_no_longer_wanted_is_removed()
    {
        _boot.Write("status/config-error.txt", "old");
        using var commands = Mounts();

        using var partition = new BootPartition(commands, _boot.Path);
        await partition.WriteAsync(
            ImmutableSortedDictionary<string, string?>.Empty.Add("status/config-error.txt", null), Test.Cancellation);

        Assert.Empty(Directory.GetFiles(_boot.At("status")));
    }

    [Fact]
    public async Task It_is_read_only_again_after_a_failure()
    {
        _boot.Write("status", "a file where a folder should be");
        using var commands = Mounts();
        using var partition = new BootPartition(commands, _boot.Path);

        await Assert.ThrowsAnyAsync<IOException>(() => partition.WriteAsync(Files("one"), Test.Cancellation));

        Assert.Equal($"mount -o remount,ro {_boot.Path}", commands.Log[^1]);
    }

    [Fact]
    public async Task What_could_not_be_made_read_only_again_is_with_the_next_status()
    {
        using var commands = Mounts();
        var busy = true;
        commands.Answer(command => busy && command.ToText().Contains("remount,ro", StringComparison.Ordinal) ? new CommandResult(32, "", "target is busy") : null);
        using var partition = new BootPartition(commands, _boot.Path);
        await Assert.ThrowsAsync<CommandException>(() => partition.WriteAsync(Files("one"), Test.Cancellation));

        busy = false;
        await partition.WriteAsync(Files("one"), Test.Cancellation);
        commands.ForgetLog();
        await partition.WriteAsync(Files("one"), Test.Cancellation);

        Assert.Empty(commands.Log);
        Assert.Equal("one", File.ReadAllText(_boot.At("status/STATUS.txt")));
    }

    [Fact]
    public async Task The_operators_file_is_replaced_byte_for_byte_and_not_when_it_is_the_same()
    {
        using var commands = Mounts();
        using var partition = new BootPartition(commands, _boot.Path);
        byte[] file = [0xef, 0xbb, 0xbf, .. "schema = 1\r\n"u8];

        await partition.WriteOperatorFileAsync("gateway.toml", file, Test.Cancellation);
        await partition.WriteOperatorFileAsync("gateway.toml", file, Test.Cancellation);

        Assert.Equal(file, await File.ReadAllBytesAsync(_boot.At("gateway.toml"), Test.Cancellation));
        Assert.Equal([_boot.At("gateway.toml")], Directory.GetFileSystemEntries(_boot.Path));
        Assert.Equal(2, commands.Log.Count);
    }

    [Fact]
    public void The_files_can_be_read_by_every_editor_and_the_error_file_goes_when_all_is_right()
    {
        var wrong = new StatusDocument { Release = "1", Configuration = new ConfigurationStatus { State = "invalid", Errors = ["gateway.toml:1:1: wrong\n"] } };

        Assert.Equal("gateway.toml:1:1: wrong\r\n", BootStatusFiles.Of(wrong, null)["status/config-error.txt"]);
        Assert.Null(BootStatusFiles.Of(wrong with { Configuration = new ConfigurationStatus() }, null)["status/config-error.txt"]);
        Assert.DoesNotContain("\n", BootStatusFiles.Of(wrong, null)["status/STATUS.txt"]!.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static ImmutableSortedDictionary<string, string?> Files(string content) =>
        ImmutableSortedDictionary<string, string?>.Empty.Add("status/STATUS.txt", content);

    private static FakeCommandRunner Mounts() =>
        new FakeCommandRunner().Answer(static command => command.Program == "mount" ? new CommandResult(0, "", "") : null);

    [Fact]
    public void The_configuration_that_runs_lies_beside_the_operators_file_word_for_word()
    {
        byte[] running = [0xef, 0xbb, 0xbf, .. "schema = 1\r\n"u8];

        Assert.Equal("schema = 1\r\n", BootStatusFiles.Of(HostBoard.Initial, running)["status/running.toml"]);
        Assert.Null(BootStatusFiles.Of(HostBoard.Initial, null)["status/running.toml"]);
    }
}
