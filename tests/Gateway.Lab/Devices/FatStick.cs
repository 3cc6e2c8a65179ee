using Gateway.Lab.Machines;

namespace Gateway.Lab.Devices;

/// <summary>A USB stick: a FAT volume in a raw file.</summary>
public sealed class FatStick
{
    private const int Sectors = 64 * 2048;

    private FatStick(string path) => Path = path;

    public string Path { get; }

    /// <param name="path">The file; made anew.</param>
    /// <param name="label">The volume's label.</param>
    /// <param name="cancellation">Ends the tools.</param>
    public static async Task<FatStick> CreateAsync(string path, string label, CancellationToken cancellation)
    {
        File.Delete(path);
        await HostCommand.RunAsync("mformat", ["-C", "-i", path, "-v", label, "-T", $"{Sectors}", "::"], cancellation).ConfigureAwait(false);
        return new FatStick(path);
    }

    /// <summary>Writes a file, as a person with a laptop does; the machine is off.</summary>
    public async Task WriteAsync(string name, string content, CancellationToken cancellation)
    {
        var source = $"{Path}.upload";
        await File.WriteAllTextAsync(source, content, cancellation).ConfigureAwait(false);
        await HostCommand.RunAsync("mcopy", ["-o", "-i", Path, source, $"::{name}"], cancellation).ConfigureAwait(false);
    }

    public Task<string> ReadAsync(string name, CancellationToken cancellation) => HostCommand.RunAsync("mtype", ["-i", Path, $"::{name}"], cancellation);
}
