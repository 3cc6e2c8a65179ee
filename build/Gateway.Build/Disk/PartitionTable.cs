using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Build.Disk;

/// <summary>A partition of the image; offsets and sizes in bytes.</summary>
public sealed record Partition(int Number, string Name, string Type, long Offset, long Size, Guid Id);

/// <summary>The whole table of <c>gateway.img</c>. Slot B and the hash partitions are there, empty, so that the table never changes.</summary>
public sealed record PartitionTable(Guid DiskId, ImmutableArray<Partition> Partitions)
{
    public const int SectorSize = 512;
    public const long Mebibyte = 1024 * 1024;

    private const string BasicData = "EBD0A0A2-B9E5-4433-87C0-68B6B72699C7";
    private const string BiosBoot = "21686148-6449-6E6F-744E-656564454649";
    private const string EfiSystem = "C12A7328-F81F-11D2-BA4B-00A0C93EC93B";
    private const string Root = "4F68BCE3-E8CD-4DB1-96E7-FBCAF984B709";
    private const string RootVerity = "2C7357ED-EBD2-46D9-AEC1-23D437EC2BF5";

    /// <summary>Room for the backup table behind the last partition.</summary>
    private const long Tail = Mebibyte;

    public long DiskSize => Partitions.Max(static partition => partition.Offset + partition.Size) + Tail;

    public Partition this[string name] => Partitions.Single(partition => partition.Name == name);

    /// <param name="seed">What the ids are derived from: the same content gives the same image, other content other ids.</param>
    public static PartitionTable Create(string seed)
    {
        var partitions = ImmutableArray.CreateBuilder<Partition>();
        var next = Mebibyte;
        void Add(int number, string name, string type, long mebibytes)
        {
            partitions.Add(new Partition(number, name, type, next, mebibytes * Mebibyte, IdOf(seed, name)));
            next += mebibytes * Mebibyte;
        }

        Add(1, "GATEWAY", BasicData, 128);
        partitions.Add(new Partition(2, "bios", BiosBoot, 34 * SectorSize, (2048 - 34) * SectorSize, IdOf(seed, "bios")));
        Add(3, "esp", EfiSystem, 512);
        Add(4, "gw-a", Root, 1536);
        Add(5, "gw-a-verity", RootVerity, 16);
        Add(6, "gw-b", Root, 1536);
        Add(7, "gw-b-verity", RootVerity, 16);
        return new PartitionTable(IdOf(seed, "disk"), partitions.ToImmutable());
    }

    /// <summary>The table as sfdisk reads it.</summary>
    public string ToSfdisk()
    {
        var text = new StringBuilder($"label: gpt\nlabel-id: {DiskId.ToString().ToUpperInvariant()}\nunit: sectors\nfirst-lba: 34\n\n");
        foreach (var partition in Partitions.OrderBy(static partition => partition.Number))
        {
            text.Append($"{partition.Number} : start={partition.Offset / SectorSize}, size={partition.Size / SectorSize}, type={partition.Type}, uuid={partition.Id.ToString().ToUpperInvariant()}, name=\"{partition.Name}\"\n");
        }

        return text.ToString();
    }

    private static Guid IdOf(string seed, string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{name}"))[..16];
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
