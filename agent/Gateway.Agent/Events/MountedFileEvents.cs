using Gateway.Agent.Commands;

namespace Gateway.Agent.Events;

/// <summary>Follows the files of a mount point. The kernel ends a watch with the file system that it stands on, without a word, so this ends with each mount and unmount and is started again.</summary>
public sealed class MountedFileEvents(ICommandRunner commands, string directory, string filter) : IEventSource
{
    private static readonly Command Follow = Command.Of("findmnt", "--poll=mount,umount", "--noheadings", "--raw", "--output", "TARGET");

    private readonly FileEvents _files = new(directory, filter);

    public string Name => directory;

    public async Task RunAsync(Trigger trigger, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var mounts = UntilMountedAsync(end.Token);
        var first = await Task.WhenAny(mounts, _files.RunAsync(trigger, end.Token));
        await end.CancelAsync();
        await mounts.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await first;
        trigger.Signal($"mount {directory}");
    }

    private async Task UntilMountedAsync(CancellationToken cancellation)
    {
        await foreach (var target in commands.StreamAsync(Follow, cancellation))
        {
            if (target == directory)
                return;
        }
    }
}
