using System.Formats.Tar;
using System.Text;
using Gateway.Build.Images;
using Gateway.Build.Tar;

namespace Gateway.Build.Tests;

public sealed class ArchiveTests : IDisposable
{
    private static readonly DateTimeOffset Date = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TemporaryFolder folder = new(Path.GetTempPath());

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Removals_take_folders_with_their_content_and_stars_stay_in_one_segment()
    {
        var paths = await AssembleAsync(new RootChanges { Remove = ["var/*", "/etc/*.wants"] }, "etc/", "etc/a.wants/", "etc/a.wants/x", "etc/sub/b.wants", "var/", "var/lib/", "var/lib/x");

        Assert.Equal(["etc/", "etc/sub/b.wants", "var/"], paths);
    }

    [Fact]
    public async Task The_content_of_a_file_that_is_left_out_goes_to_the_hard_links_that_stay()
    {
        var entries = await EntriesAsync(new RootChanges { Remove = ["/usr/bin/perl"] }, "usr/", "usr/bin/perl", "usr/bin/perl5 = ./usr/bin/perl", "usr/bin/perl6 = ./usr/bin/perl");

        Assert.Equal(["./usr/", "./usr/bin/perl5", "./usr/bin/perl6"], entries.Select(static entry => entry.Name));
        Assert.Equal((TarEntryType.RegularFile, 42), (entries[1].EntryType, entries[1].Uid));
        Assert.Equal((TarEntryType.HardLink, "./usr/bin/perl5"), (entries[2].EntryType, entries[2].LinkName));
    }

    [Fact]
    public async Task A_hard_link_whose_file_stays_is_copied_as_it_is()
    {
        var entries = await EntriesAsync(new RootChanges { Remove = ["/usr/bin/perl5"] }, "usr/bin/perl", "usr/bin/perl5 = ./usr/bin/perl", "usr/bin/perl6 = ./usr/bin/perl");

        Assert.Equal(["./usr/bin/perl", "./usr/bin/perl6"], entries.Select(static entry => entry.Name));
        Assert.Equal("./usr/bin/perl", entries[1].LinkName);
    }

    [Fact]
    public async Task An_overlay_replaces_files_and_adds_missing_parents()
    {
        var overlay = Directory.CreateDirectory(Path.Combine(folder.Path, "overlay")).FullName;
        Directory.CreateDirectory(Path.Combine(overlay, "etc", "new"));
        await File.WriteAllTextAsync(Path.Combine(overlay, "etc", "old.conf"), "mine", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(overlay, "etc", "new", "run.sh"), "#!", TestContext.Current.CancellationToken);
        File.SetUnixFileMode(Path.Combine(overlay, "etc", "new", "run.sh"), (UnixFileMode)0b111_101_101);
        File.CreateSymbolicLink(Path.Combine(overlay, "etc", "masked"), "/dev/null");

        var entries = await EntriesAsync(new RootChanges { Overlays = [overlay] }, "etc/", "etc/old.conf");

        Assert.Equal(["./etc/", "./etc/masked", "./etc/new/", "./etc/new/run.sh", "./etc/old.conf"], entries.Select(static entry => entry.Name).Order(StringComparer.Ordinal));
        Assert.Equal("/dev/null", entries.Single(static entry => entry.Name == "./etc/masked").LinkName);
        Assert.Equal((UnixFileMode)0b111_101_101, entries.Single(static entry => entry.Name == "./etc/new/run.sh").Mode);
        Assert.All(entries.Where(static entry => entry.Name != "./etc/"), static entry => Assert.Equal(0, entry.Uid));
    }

    [Theory]
    [InlineData("lib/systemd/x.service", "lib -> usr/lib", "a link to 'usr/lib'")]
    [InlineData("etc/unbound", "etc/unbound/", "a folder in the root")]
    public async Task An_overlay_that_would_break_the_root_is_refused(string file, string inRoot, string reason)
    {
        var overlay = Path.Combine(folder.Path, "overlay");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(overlay, file))!);
        await File.WriteAllTextAsync(Path.Combine(overlay, file), "", TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<BuildException>(() => EntriesAsync(new RootChanges { Overlays = [overlay] }, inRoot));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Owners_of_the_base_are_kept_and_times_never_lie_after_the_build()
    {
        var entries = await EntriesAsync(new RootChanges(), "srv/");

        Assert.Equal((42, Date), (entries[0].Uid, entries[0].ModificationTime));
    }

    [Fact]
    public async Task The_same_input_gives_the_same_bytes()
    {
        var first = await BytesAsync(new RootChanges { Links = [new AddedLink("usr/bin/gateway", "../lib/x")] }, "usr/");
        var second = await BytesAsync(new RootChanges { Links = [new AddedLink("usr/bin/gateway", "../lib/x")] }, "usr/");

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task The_initramfs_archive_holds_the_tree_and_the_console()
    {
        using var output = new MemoryStream();
        var writer = new CpioWriter(output);
        var file = new GnuTarEntry(TarEntryType.RegularFile, "./init") { Mode = (UnixFileMode)0b111_101_101, DataStream = new MemoryStream("hello"u8.ToArray()) };
        await writer.WriteAsync(file, TestContext.Current.CancellationToken);
        await writer.FinishAsync(TestContext.Current.CancellationToken);

        var text = Encoding.ASCII.GetString(output.ToArray());
        Assert.StartsWith("07070100000001000081ed", text, StringComparison.Ordinal);
        Assert.Contains("init\0", text, StringComparison.Ordinal);
        Assert.Contains("hello\0\0\0", text, StringComparison.Ordinal);
        Assert.Contains("0000000500000001", text, StringComparison.Ordinal);
        Assert.Contains("TRAILER!!!", text, StringComparison.Ordinal);
        Assert.Equal(0, output.Length % 4);
    }

    [Fact]
    public void Modules_come_with_what_they_need_and_built_in_ones_are_no_error()
    {
        const string dep = "kernel/a.ko.xz: kernel/b-c.ko.xz kernel/d.ko.xz\nkernel/b-c.ko.xz:\nkernel/d.ko.xz:\nkernel/e.ko.xz:\n";

        Assert.Equal(["kernel/a.ko.xz", "kernel/b-c.ko.xz", "kernel/d.ko.xz"], KernelModules.Closure(dep, ["a", "ext4"]).Order(StringComparer.Ordinal));
        Assert.Equal(["kernel/b-c.ko.xz"], KernelModules.Closure(dep, ["b_c"]));
    }

    private async Task<string[]> AssembleAsync(RootChanges changes, params string[] paths) =>
        [.. (await EntriesAsync(changes, paths)).Select(static entry => entry.Name[2..])];

    private async Task<List<TarEntry>> EntriesAsync(RootChanges changes, params string[] paths)
    {
        using var stream = new MemoryStream(await BytesAsync(changes, paths));
        await using var reader = new TarReader(stream);
        var entries = new List<TarEntry>();
        while (await reader.GetNextEntryAsync(copyData: true, TestContext.Current.CancellationToken) is { } entry)
        {
            entries.Add(entry);
        }

        return entries;
    }

    private async Task<byte[]> BytesAsync(RootChanges changes, params string[] paths)
    {
        var tar = Path.Combine(folder.Path, "base.tar");
        await using (var writer = new TarWriter(File.Create(tar)))
        {
            foreach (var path in paths)
            {
                var (type, target) = path.Split(" -> ") is [_, var link] ? (TarEntryType.SymbolicLink, link)
                    : path.Split(" = ") is [_, var hardLink] ? (TarEntryType.HardLink, hardLink)
                    : (path.EndsWith('/') ? TarEntryType.Directory : TarEntryType.RegularFile, null);
                var entry = new PaxTarEntry(type, "./" + path.Split(" -> ")[0].Split(" = ")[0]) { Uid = 42, ModificationTime = Date.AddYears(5) };
                if (target is not null)
                {
                    entry.LinkName = target;
                }

                await writer.WriteEntryAsync(entry, TestContext.Current.CancellationToken);
            }
        }

        using var output = new MemoryStream();
        await RootAssembler.WriteAsync(tar, changes, Date, output, TestContext.Current.CancellationToken);
        return output.ToArray();
    }
}
