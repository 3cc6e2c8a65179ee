using System.Collections.Immutable;
using Gateway.Build.Debian;
using Gateway.Build.Roots;

namespace Gateway.Build.Tests;

public sealed class PackageTests
{
    private static readonly ImmutableArray<LockedPackage> Locked =
        [new("bash", "5.2", "amd64", new string('a', 64)), new("kea", "2.6", "amd64", new string('b', 64))];

    [Fact]
    public void The_index_changes_with_the_packages_and_not_with_the_date_alone()
    {
        static string Release(string date, string hash) => $"Origin: Debian\nDate: {date}\nSHA256:\n {hash} 100 main/binary-amd64/Packages.xz\n ffff 9 main/i18n/Translation-en.xz\n";
        var first = PackageIndex.Parse([Release("Sat, 21 Nov 2026 02:12:09 UTC", "aaaa")]);

        Assert.Equal(first.Digest, PackageIndex.Parse([Release("Sun, 22 Nov 2026 02:12:09 UTC", "aaaa")]).Digest);
        Assert.NotEqual(first.Digest, PackageIndex.Parse([Release("Sat, 21 Nov 2026 02:12:09 UTC", "bbbb")]).Digest);
        Assert.Equal(new DateTimeOffset(2026, 11, 21, 2, 12, 9, TimeSpan.Zero), first.Date);
    }

    [Fact]
    public void Installed_packages_are_read_from_apts_report_in_order()
    {
        const string report = """
            Package: zlib
            Version: 1.3
            Architecture: amd64
            SHA256: 22

            Package: adduser
            Status: installed
            Version: 3.1
            Architecture: all
            SHA256: 11

            Package: without-hash
            Version: 1
            Architecture: all
            """;

        Assert.Equal([new("adduser", "3.1", "all", "11"), new("zlib", "1.3", "amd64", "22")], PackageReport.Parse(report));
    }

    [Fact]
    public void The_lock_allows_its_versions_and_nothing_else()
    {
        var text = PackageLock.Preferences(Locked);

        Assert.StartsWith("Package: *\nPin: release *\nPin-Priority: -1\n", text, StringComparison.Ordinal);
        Assert.Contains("Package: kea\nPin: version 2.6\nPin-Priority: 1001\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_package_of_the_same_version_with_another_hash_breaks_the_lock()
    {
        var other = Locked.SetItem(1, Locked[1] with { Sha256 = new string('c', 64) });

        Assert.Equal(["kea: locked 2.6 (bbbbbbbbbbbb), installed 2.6 (cccccccccccc)"], PackageLock.Compare(Locked, other));
        Assert.Empty(PackageLock.Compare(Locked, Locked));
    }

    [Fact]
    public void Missing_and_additional_packages_break_the_lock()
    {
        Assert.Equal(
            ["bash 5.2: locked, not installed", "zsh 1: installed, not locked"],
            PackageLock.Compare(Locked, [Locked[1], new("zsh", "1", "amd64", new string('d', 64))]));
    }

    [Fact]
    public void The_lock_survives_writing_and_reading()
    {
        var text = new PackageLock(DateTimeOffset.UnixEpoch, ImmutableSortedDictionary<string, ImmutableArray<LockedPackage>>.Empty.Add("host", Locked)).ToText();

        Assert.Equal(Locked, PackageLock.Parse(text).Roots["host"]);
        Assert.Equal(text, PackageLock.Parse(text).ToText());
    }

    [Fact]
    public void Lists_ignore_comments_and_blank_lines()
    {
        Assert.Equal(["kea", "unbound"], ListFile.Parse("# services\n\nkea # dhcp\n  unbound\n"));
    }

    [Fact]
    public void A_root_is_made_without_recommended_packages_with_pinned_time_and_filters()
    {
        var root = new RootDefinition("host") { Packages = ["systemd", "lxd"], PathFilters = ["exclude /usr/share/man/*", "include /usr/share/man/x"] };
        var command = Mmdebstrap.Command(root, new AptSettings("http://m", "http://s"), DateTimeOffset.UnixEpoch.AddSeconds(5), "/out/root.tar", "/out/packages.txt", "/out/dpkg.cfg", null);

        Assert.Contains("--aptopt=Apt::Install-Recommends \"false\"", command.Arguments);
        Assert.Contains("--include=systemd,lxd", command.Arguments);
        Assert.Contains("--dpkgopt=/out/dpkg.cfg", command.Arguments);
        Assert.Equal("5", command.Environment["SOURCE_DATE_EPOCH"]);
        Assert.Equal("path-exclude=/usr/share/man/*\npath-include=/usr/share/man/x\n", Mmdebstrap.DpkgOptions(root.PathFilters));
    }

    [Fact]
    public void A_path_filter_of_another_form_is_refused()
    {
        Assert.Throws<BuildException>(() => Mmdebstrap.DpkgOptions(["remove /usr"]));
    }
}
