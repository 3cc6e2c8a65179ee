using System.Buffers.Binary;
using Gateway.Lab.Machines;

namespace Gateway.Lab.Devices;

/// <summary>A disk with the shipped image on it: a qcow2 file over the image, which stays untouched.</summary>
public sealed class GatewayDisk
{
    private const int Mebibyte = 1 << 20;
    private readonly string folder;
    private readonly long bootOffset;
    private readonly long bootLength;

    private GatewayDisk(string folder, (long Offset, long Length) boot) => (this.folder, bootOffset, bootLength) = (folder, boot.Offset, boot.Length);

    public string Path => $"{folder}/disk.qcow2";

    /// <summary>The UEFI variables that belong to the machine with this disk.</summary>
    public string Variables => $"{folder}/vars.fd";

    /// <param name="image">The shipped image.</param>
    /// <param name="folder">Where the disk's files go; made when it is not there.</param>
    /// <param name="size">As qemu-img takes it, such as <c>8G</c>.</param>
    /// <param name="cancellation">Ends the tools.</param>
    public static async Task<GatewayDisk> CreateAsync(string image, string folder, string size, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        var disk = new GatewayDisk(folder, FirstPartition(image));
        await HostCommand.RunAsync(
            "qemu-img", ["create", "-q", "-f", "qcow2", "-F", "raw", "-b", System.IO.Path.GetFullPath(image), disk.Path, size], cancellation).ConfigureAwait(false);
        return disk;
    }

    /// <summary>Writes a file on the boot partition, as a person with a laptop does; the machine is off.</summary>
    public async Task WriteBootFileAsync(string name, string content, CancellationToken cancellation)
    {
        var partition = await ReadPartitionAsync(cancellation).ConfigureAwait(false);
        var source = $"{folder}/upload";
        await File.WriteAllTextAsync(source, content, cancellation).ConfigureAwait(false);
        await HostCommand.RunAsync("mcopy", ["-o", "-i", partition, source, $"::{name}"], cancellation).ConfigureAwait(false);
        await HostCommand.RunAsync(
            "qemu-io", ["-f", "qcow2", "-c", $"write -s {partition} {bootOffset} {bootLength}", Path], cancellation).ConfigureAwait(false);
        File.Delete(partition);
    }

    /// <summary>Reads a file of the boot partition; null when it is not there.</summary>
    public async Task<string?> ReadBootFileAsync(string name, CancellationToken cancellation)
    {
        var partition = await ReadPartitionAsync(cancellation).ConfigureAwait(false);
        var folderName = System.IO.Path.GetDirectoryName(name) ?? "";
        var names = await HostCommand.RunAsync("mdir", ["-b", "-i", partition, $"::{folderName}"], cancellation).ConfigureAwait(false);
        if (!names.Split('\n').Any(line => line.TrimEnd().EndsWith($"/{System.IO.Path.GetFileName(name)}", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        return await HostCommand.RunAsync("mtype", ["-i", partition, $"::{name}"], cancellation).ConfigureAwait(false);
    }

    private async Task<string> ReadPartitionAsync(CancellationToken cancellation)
    {
        var partition = $"{folder}/boot.fat";
        File.Delete(partition);
        await HostCommand.RunAsync(
            "qemu-img",
            [
                "dd", "-U", "-f", "qcow2", "-O", "raw", $"bs={Mebibyte}", $"skip={bootOffset / Mebibyte}",
                $"count={(bootOffset + bootLength) / Mebibyte}", $"if={Path}", $"of={partition}",
            ],
            cancellation).ConfigureAwait(false);
        return partition;
    }

    /// <summary>Where partition 1 lies, out of the image's GPT.</summary>
    private static (long Offset, long Length) FirstPartition(string image)
    {
        const int sector = 512;
        using var stream = File.OpenRead(image);
        var table = new byte[3 * sector];
        stream.ReadExactly(table);
        if (!table.AsSpan(sector, 8).SequenceEqual("EFI PART"u8))
        {
            throw new InvalidDataException($"reading the partition table of {image}: there is none; build the image anew");
        }

        var entry = table.AsSpan(2 * sector);
        var first = BinaryPrimitives.ReadInt64LittleEndian(entry[32..]);
        var last = BinaryPrimitives.ReadInt64LittleEndian(entry[40..]);
        return (first * sector, (last - first + 1) * sector);
    }
}
