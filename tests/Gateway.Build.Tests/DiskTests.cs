using Gateway.Build.Disk;
using Gateway.Build.Images;

namespace Gateway.Build.Tests;

public sealed class DiskTests
{
    private static readonly PartitionTable Table = PartitionTable.Create("seed");

    [Fact]
    public void The_table_is_the_one_of_the_design()
    {
        var rows = Table.Partitions.Select(static partition => $"{partition.Number} {partition.Name} {partition.Offset / 512} {partition.Size / 512}");

        Assert.Equal(
            [
                "1 GATEWAY 2048 262144",
                "2 bios 34 2014",
                "3 esp 264192 1048576",
                "4 gw-a 1312768 3145728",
                "5 gw-a-verity 4458496 32768",
                "6 gw-b 4491264 3145728",
                "7 gw-b-verity 7636992 32768",
            ],
            rows);
    }

    [Fact]
    public void Partitions_are_aligned_and_do_not_overlap()
    {
        var sorted = Table.Partitions.Where(static partition => partition.Name != "bios").OrderBy(static partition => partition.Offset).ToList();

        Assert.All(sorted, static partition => Assert.Equal(0, partition.Offset % PartitionTable.Mebibyte));
        Assert.All(sorted.Zip(sorted.Skip(1)), static pair => Assert.True(pair.First.Offset + pair.First.Size <= pair.Second.Offset));
    }

    [Fact]
    public void The_image_and_a_state_partition_fit_the_smallest_disk()
    {
        const long smallest = 8_000_000_000;

        Assert.True(Table.DiskSize + (3584 * PartitionTable.Mebibyte) < smallest);
    }

    [Fact]
    public void Ids_follow_the_content()
    {
        Assert.Equal(Table.DiskId, PartitionTable.Create("seed").DiskId);
        Assert.NotEqual(Table.DiskId, PartitionTable.Create("other").DiskId);
        Assert.Equal(8, Table.Partitions.Select(static partition => partition.Id).Append(Table.DiskId).Distinct().Count());
    }

    [Fact]
    public void Sfdisk_reads_partitions_in_sectors_with_type_and_name()
    {
        var text = Table.ToSfdisk();

        Assert.StartsWith("label: gpt\n", text, StringComparison.Ordinal);
        Assert.Contains("first-lba: 34\n", text, StringComparison.Ordinal);
        Assert.Contains("1 : start=2048, size=262144, type=EBD0A0A2-B9E5-4433-87C0-68B6B72699C7, ", text, StringComparison.Ordinal);
        Assert.EndsWith("name=\"gw-b-verity\"\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_boot_entry_finds_its_root_by_lower_case_id()
    {
        var entry = EfiPartition.Entry("a", "1.2.3", Guid.Parse("ABCDEF01-0000-4000-8000-000000000000"), "ro panic=10");

        Assert.Contains("options root=PARTUUID=abcdef01-0000-4000-8000-000000000000 gw.slot=a ro panic=10\n", entry, StringComparison.Ordinal);
        Assert.Contains("linux /gw/a/vmlinuz\n", entry, StringComparison.Ordinal);
    }
}
