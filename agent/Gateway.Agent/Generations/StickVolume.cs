using System.Text;
using Gateway.Agent.Commands;
using Gateway.Agent.Files;
using Gateway.Agent.Host;
using Gateway.Planning.Configuration;

namespace Gateway.Agent.Generations;

/// <summary>A FAT volume that somebody plugged in and that is not trusted: mounted for moments only, read within bounds, and never waited for.</summary>
public sealed class StickVolume(ICommandRunner commands, string device = HostPaths.Stick, string directory = HostPaths.StickMount)
{
    public const string Report = "gateway-report.txt";

    /// <summary>A device that stops answering keeps a thread, not the agent.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly string[] Names = ["gateway.toml", "gateway.toml.txt"];

    public bool IsThere => File.Exists(device);

    /// <summary>The configuration on it; null: there is none. Of one that is too large only so much is read that the reader refuses it.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public async Task<OperatorText?> ReadAsync(CancellationToken cancellation)
    {
        await MountAsync("ro", cancellation);
        try
        {
            return await WithinAsync(Read, cancellation);
        }
        finally
        {
            await UnmountAsync();
        }
    }

    /// <summary>Puts the report beside the configuration, unless the same is there already.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public async Task WriteReportAsync(string text, CancellationToken cancellation)
    {
        var content = Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));
        await MountAsync("ro", cancellation);
        var isThere = false;
        try
        {
            isThere = await WithinAsync(() => Head(Report, content.Length + 1).AsSpan().SequenceEqual(content), cancellation);
        }
        finally
        {
            await UnmountAsync();
        }

        if (isThere)
            return;
        await MountAsync("rw", cancellation);
        try
        {
            await WithinAsync(() => Write(content), cancellation);
        }
        finally
        {
            await UnmountAsync();
        }
    }

    private OperatorText? Read()
    {
        var name = Names.FirstOrDefault(name => Path.Exists(Path.Join(directory, name)));
        return name is null ? null : new OperatorText(name, Head(name, ConfigurationReader.LargestFile + 1));
    }

    /// <summary>Empty where there is no such file.</summary>
    private byte[] Head(string name, int length)
    {
        if (!Path.Exists(Path.Join(directory, name)))
            return [];
        using var file = new FileStream(Path.Join(directory, name), FileMode.Open, FileAccess.Read);
        var buffer = new byte[Math.Min(length, file.Length)];
        return buffer[..file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
    }

    private bool Write(byte[] content)
    {
        var temporary = Path.Join(directory, "gateway-report.new");
        using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, Path.Join(directory, Report), overwrite: true);
        LinuxFile.SyncDirectory(directory);
        return true;
    }

    private static async Task<T> WithinAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        try
        {
            return await Task.Run(work, cancellation).WaitAsync(Patience, cancellation);
        }
        catch (Exception e) when (e is TimeoutException or UnauthorizedAccessException)
        {
            throw new IOException(e.Message, e);
        }
    }

    private async Task MountAsync(string mode, CancellationToken cancellation)
    {
        Directory.CreateDirectory(directory);
        var command = Command.Of("mount", "-t", "vfat", "-o", $"{mode},nosuid,nodev,noexec,sync,umask=077", device, directory) with { Timeout = Patience };
        await CheckedAsync(command, cancellation);
    }

    /// <summary>Also when the agent is being stopped. A stick that was pulled out meanwhile still has to go from the list of mounts.</summary>
    private Task UnmountAsync() => CheckedAsync(Command.Of("umount", "--lazy", directory) with { Timeout = Patience }, CancellationToken.None);

    private async Task CheckedAsync(Command command, CancellationToken cancellation)
    {
        try
        {
            await commands.RunCheckedAsync(command, cancellation);
        }
        catch (CommandException e)
        {
            throw new IOException(e.Message, e);
        }
    }
}
