using System.Collections.Immutable;
using System.Text;
using Gateway.Agent.Commands;
using Gateway.Agent.Generations;
using Gateway.Planning.Secrets;
using Gateway.Planning.Status;
using Microsoft.Extensions.Hosting;

namespace Gateway.Agent.Host;

/// <summary>Keeps <c>status/</c> on the boot partition, for whoever plugs the stick into another computer.</summary>
public sealed class BootStatusPublisher(HostBoard board, BootPartition partition, GenerationStore generations, TimeProvider time) : BackgroundService
{
    /// <summary>The least time between two bursts of writing, to spare the stick; what changes meanwhile is written in the next one.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>The same, once something changes all the time: each burst wears the stick.</summary>
    private static readonly TimeSpan LongPause = TimeSpan.FromMinutes(1);

    /// <summary>Bursts without a rest between them that a boot may take.</summary>
    private const int UsualBursts = 24;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var seen = HostBoard.Initial;
        var bursts = 0;
        Condition? obstacle = null;
        while (true)
        {
            seen = await NextAsync(seen, again: obstacle is not null, stoppingToken);
            obstacle = await WriteAsync(seen, stoppingToken);
            board.Update(view => view with { BootPartition = obstacle });
            await Task.Delay(bursts < UsualBursts ? Pause : LongPause, time, stoppingToken);
            bursts = ReferenceEquals(board.Changes.Value, seen) ? 0 : bursts + 1;
        }
    }

    /// <summary>What stands in the way goes without a word, so after a failure the same is written again after a while.</summary>
    private async Task<StatusDocument> NextAsync(StatusDocument seen, bool again, CancellationToken cancellation)
    {
        if (!again)
            return await board.Changes.NextAsync(seen, cancellation);
        using var pause = new CancellationTokenSource(LongPause, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, cancellation);
        try
        {
            return await board.Changes.NextAsync(seen, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return board.Changes.Value;
        }
    }

    private async Task<Condition?> WriteAsync(StatusDocument status, CancellationToken cancellation)
    {
        try
        {
            await partition.WriteAsync(BootStatusFiles.Of(status, Running()), cancellation);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CommandException)
        {
            return new Condition(
                "boot-partition-not-writable", "warning",
                $"writing status/ on the boot partition failed: {e.Message}; the gateway works without it. Free space on the partition, switch its write protection off, close what has a file there open, or have it checked on another computer");
        }
    }

    private byte[]? Running() => generations.State.RunningRecord is { } record ? generations.Read(record.Hash) : null;
}

/// <summary>Status -&gt; the files of the boot partition's <c>status</c> folder.</summary>
internal static class BootStatusFiles
{
    /// <param name="running">The text of the generation that runs, or null.</param>
    public static ImmutableSortedDictionary<string, string?> Of(StatusDocument status, byte[]? running) =>
        ImmutableSortedDictionary<string, string?>.Empty
            .Add("status/STATUS.txt", ForEveryEditor(StatusScreen.Render(status)))
            // The uptime of the last change would be read as one that goes on.
            .Add("status/status.json", StatusJson.ToText(status with { Uptime = 0 }) + "\n")
            .Add("status/nics.txt", ForEveryEditor(NicsText.Render(status.Cards)))
            .Add("status/running.toml", running is null ? null : SecretMask.ByForm.Apply(Encoding.UTF8.GetString(running).TrimStart('\uFEFF')))
            .Add("status/config-error.txt", ConfigErrorText.Render(status) is { } errors ? ForEveryEditor(errors) : null);

    private static string ForEveryEditor(string text) => text.ReplaceLineEndings("\r\n");
}
