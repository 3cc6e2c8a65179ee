using System.Collections.Immutable;
using Gateway.Planning.Status;

namespace Gateway.Agent.Host;

/// <summary>The operator's file on the boot partition.</summary>
/// <param name="directory">Where the boot partition is mounted; its file system does not tell upper from lower case.</param>
/// <param name="mounts">The kernel's list of mounts.</param>
/// <param name="check">What the check of the partition said at boot.</param>
public sealed class OperatorFile(
    string directory = HostPaths.Boot, string mounts = HostPaths.Mounts, string check = HostPaths.BootCheck)
{
    /// <summary>Windows hides the ending it adds to a text file.</summary>
    private static readonly string[] Names = ["gateway.toml", "gateway.toml.txt"];

    /// <summary>Bytes; far more than anybody writes, and few enough to be read in every turn.</summary>
    private const int Largest = 1024 * 1024;

    /// <summary>Never fails: whatever is wrong with the partition is in what it returns.</summary>
    public async Task<OperatorReading> ReadAsync(CancellationToken cancellation)
    {
        var warnings = Warnings();
        if (!IsMounted())
            return new OperatorReading(null, $"the boot partition is not mounted on {directory}", warnings);
        try
        {
            return new OperatorReading(await TextAsync(cancellation), null, warnings);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new OperatorReading(null, $"reading gateway.toml on the boot partition failed: {e.Message}", warnings);
        }
    }

    /// <summary>Where a file of this name lies.</summary>
    public string PathOf(string name) => Path.Join(directory, name);

    private async Task<OperatorText?> TextAsync(CancellationToken cancellation)
    {
        foreach (var name in Names)
        {
            if (await BytesAsync(Path.Join(directory, name), cancellation) is { } bytes)
                return new OperatorText(name, bytes);
        }

        return null;
    }

    /// <summary>Null only where there is no such file: File.Exists takes a disk that answers nothing for a folder without it.</summary>
    private static async Task<byte[]?> BytesAsync(string path, CancellationToken cancellation)
    {
        try
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[Math.Min(stream.Length, Largest) + 1];
            var read = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
            return read <= Largest ? bytes[..read] : throw new IOException($"{Path.GetFileName(path)} has more than {Largest} bytes; a configuration has a few thousand");
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private bool IsMounted() => File.ReadLines(mounts).Any(line => line.Split(' ') is [_, var at, ..] && at == directory);

    private ImmutableArray<Condition> Warnings()
    {
        var warnings = ImmutableArray.CreateBuilder<Condition>();
        if (Names.All(name => File.Exists(Path.Join(directory, name))))
        {
            warnings.Add(new Condition(
                "two-operator-files", "warning",
                $"the boot partition holds {Names[0]} and {Names[1]}; only {Names[0]} is read. Delete the one that is not meant"));
        }

        if (File.Exists(check))
        {
            warnings.Add(new Condition(
                "boot-partition-was-dirty", "warning",
                "the boot partition was not unmounted cleanly and was repaired at this boot; see `journalctl -u 'gateway-boot-check@*'`"));
        }

        return warnings.ToImmutable();
    }
}

/// <param name="Text">Null: there is no such file, or it cannot be read.</param>
/// <param name="Problem">Why it cannot be read, or null.</param>
/// <param name="Warnings">What else is to be said about the partition.</param>
public sealed record OperatorReading(OperatorText? Text, string? Problem, ImmutableArray<Condition> Warnings);

/// <param name="Name">The file's name as the operator sees it.</param>
public sealed record OperatorText(string Name, byte[] Bytes);
