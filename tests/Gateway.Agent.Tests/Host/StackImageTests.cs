using Gateway.Agent.Commands;
using Gateway.Agent.Host;
using Gateway.Testing;

namespace Gateway.Agent.Tests.Host;

public sealed class StackImageTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private string Root => _directory.At("gateway/rootfs");

    [Fact]
    public async Task The_root_has_its_name_only_when_it_is_complete_and_on_the_disk()
    {
        Directory.CreateDirectory(Root);
        using var commands = Commands(exitCode: 0);

        await new StackImage(commands, "/opt/image", Root).UnpackAsync(Test.Cancellation);

        Assert.True(File.Exists(Path.Join(Root, "etc")));
        Assert.Equal(
            $"""
            rm --recursive --force --one-file-system -- {Root}.unfinished
            unsquashfs -quiet -no-progress -dest {Root}.unfinished /opt/image
            sync --file-system {Root}.unfinished
            rm --recursive --force --one-file-system -- {Root}
            """,
            string.Join('\n', commands.Log));
    }

    [Fact]
    public async Task An_unpacking_that_fails_leaves_the_root_as_it_was()
    {
        Directory.CreateDirectory(Root);
        using var commands = Commands(exitCode: 1);

        await Assert.ThrowsAsync<CommandException>(() => new StackImage(commands, "/opt/image", Root).UnpackAsync(Test.Cancellation));

        Assert.Empty(Directory.GetFileSystemEntries(Root));
    }

    private FakeCommandRunner Commands(int exitCode) => new FakeCommandRunner().Answer(command =>
    {
        if (command.Program == "unsquashfs" && exitCode == 0)
            _directory.Write("gateway/rootfs.unfinished/etc", "");
        else if (command.Program == "rm" && Directory.Exists(command.Arguments[^1]))
            Directory.Delete(command.Arguments[^1], recursive: true);
        return new CommandResult(command.Program == "unsquashfs" ? exitCode : 0, "", "damaged");
    });
}
