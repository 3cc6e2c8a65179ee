using Gateway.Agent.Commands;

namespace Gateway.Agent.Host;

/// <summary>Unpacks the baked-in container image. Whoever calls records the image's hash afterwards: a root without it is unpacked anew.</summary>
public sealed class StackImage(ICommandRunner commands, string image = HostPaths.StackImage, string root = HostPaths.ContainerRoot)
{
    private static readonly TimeSpan UnpackTimeout = TimeSpan.FromMinutes(10);

    public async Task UnpackAsync(CancellationToken cancellation)
    {
        var unfinished = root + ".unfinished";
        await RemoveAsync(unfinished, cancellation);
        await RunAsync(Command.Of("unsquashfs", "-quiet", "-no-progress", "-dest", unfinished, image), cancellation);
        // On the disk before the hash is recorded: a power cut must not leave a root that only looks complete.
        await RunAsync(Command.Of("sync", "--file-system", unfinished), cancellation);
        await RemoveAsync(root, cancellation);
        Directory.Move(unfinished, root);
    }

    private Task RemoveAsync(string path, CancellationToken cancellation) =>
        RunAsync(Command.Of("rm", "--recursive", "--force", "--one-file-system", "--", path), cancellation);

    private async Task RunAsync(Command command, CancellationToken cancellation) =>
        await commands.RunCheckedAsync(command with { Timeout = UnpackTimeout }, cancellation);
}
