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
    public void Resolved_packages_are_read_from_apts_list_in_order()
    {
        var (zlib, adduser) = (new string('2', 64), new string('1', 64));
        var text = $"'http://m/pool/zlib1g_1%3a1.3%2bb1_amd64.deb' zlib1g_1%3a1.3+b1_amd64.deb 88 SHA256:{zlib}\n'http://m/pool/adduser_3.1_all.deb' adduser_3.1_all.deb 99 SHA256:{adduser}\n";

        Assert.Equal([new("adduser", "3.1", "all", adduser), new("zlib1g", "1:1.3+b1", "amd64", zlib)], PackageUris.Parse(text));
    }

    [Fact]
    public void A_resolved_package_without_its_hash_is_refused()
    {
        Assert.Throws<BuildException>(() => PackageUris.Parse("'http://m/pool/adduser_3.1_all.deb' adduser_3.1_all.deb 99 MD5Sum:0123\n"));
    }

    [Fact]
    public void Only_what_dpkg_finished_counts_as_installed()
    {
        const string status = """
            Package: adduser
            Status: install ok installed
            Version: 3.1

            Package: gone
            Status: deinstall ok config-files
            Version: 1
            """;

        Assert.Equal(["adduser 3.1"], DpkgStatus.Installed(status));
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

        Assert.Equal(["kea: locked 2.6 (bbbbbbbbbbbb), the mirror has 2.6 (cccccccccccc)"], PackageLock.Compare(Locked, other));
        Assert.Empty(PackageLock.Compare(Locked, Locked));
    }

    [Fact]
    public void Missing_and_additional_packages_break_the_lock()
    {
        Assert.Equal(
            ["bash 5.2: locked, but nothing asks for it", "zsh 1: needed, but not locked"],
            PackageLock.Compare(Locked, [Locked[1], new("zsh", "1", "amd64", new string('d', 64))]));
    }

    [Fact]
    public void The_lock_survives_writing_and_reading()
    {
        var text = new PackageLock(ImmutableSortedDictionary<string, LockedRoot>.Empty.Add("host", new LockedRoot(DateTimeOffset.UnixEpoch, Locked))).ToText();

        Assert.Equal(Locked, PackageLock.Parse(text).Roots["host"].Packages);
        Assert.Equal(text, PackageLock.Parse(text).ToText());
    }

    [Fact]
    public void Lists_ignore_comments_and_blank_lines()
    {
        Assert.Equal(["kea", "unbound"], ListFile.Parse("# services\n\nkea # dhcp\n  unbound\n"));
    }

    [Fact]
    public void A_root_is_made_of_its_resolved_packages_at_their_date()
    {
        var root = new RootDefinition("host") { Packages = ["kea"], Seed = "/tree/seed", Finish = "/tree/finish.sh" };
        var resolved = new LockedRoot(DateTimeOffset.UnixEpoch.AddSeconds(5), Locked);

        var command = Mmdebstrap.Command(root, resolved, ["deb http://m trixie main"], "/folder", "/out/root.tar");

        Assert.Equal("5", command.Environment["SOURCE_DATE_EPOCH"]);
        Assert.Equal(
            """
            --variant=minbase
            --architectures=amd64
            --include=bash,kea
            --setup-hook=upload '/folder/apt.conf' /etc/apt/apt.conf.d/99gateway
            --setup-hook=upload '/folder/dpkg.cfg' /etc/dpkg/dpkg.cfg.d/99mmdebstrap
            --setup-hook=upload '/folder/preferences' /etc/apt/preferences.d/gateway
            --customize-hook=tar-in '/folder/seed.tar' /
            --customize-hook=upload '/tree/finish.sh' /tmp/finish.sh
            --customize-hook=chroot "$1" sh -eu /tmp/finish.sh && rm "$1/tmp/finish.sh"
            --customize-hook=download /var/lib/dpkg/status '/folder/status'
            --customize-hook=cd "$1" && rm -f etc/hostname etc/resolv.conf etc/apt/sources.list etc/apt/apt.conf.d/99gateway etc/apt/preferences.d/gateway etc/dpkg/dpkg.cfg.d/99mmdebstrap
            trixie
            /out/root.tar
            deb http://m trixie main
            """,
            string.Join('\n', command.Arguments));
    }

    [Fact]
    public void Path_filters_are_dpkg_options_in_order()
    {
        Assert.Equal("path-exclude=/usr/share/man/*\npath-include=/usr/share/man/x\n", Mmdebstrap.DpkgOptions(["exclude /usr/share/man/*", "include /usr/share/man/x"]));
    }

    [Fact]
    public void A_path_filter_of_another_form_is_refused()
    {
        Assert.Throws<BuildException>(() => Mmdebstrap.DpkgOptions(["remove /usr"]));
    }
}
