using Gateway.Build.Debian;

namespace Gateway.Build.Tests;

public sealed class AptSettingsTests
{
    private const string Debian = """
        'http://mirror.example/debian/dists/bookworm/InRelease' mirror.example_debian_dists_bookworm_InRelease 0 
        'http://mirror.example/debian/dists/bookworm-updates/InRelease' mirror.example_debian_dists_bookworm-updates_InRelease 0 
        'http://mirror.example/debian-security/dists/bookworm-security/InRelease' mirror.example_debian-security_dists_bookworm-security_InRelease 0 
        'http://mirror.example/debian/dists/bookworm/main/binary-amd64/Packages.xz' mirror.example_debian_dists_bookworm_main_binary-amd64_Packages 0 
        """;

    [Fact]
    public void Mirrors_are_those_of_the_machines_apt()
    {
        var settings = AptSettingsReader.Parse(Debian, "");

        Assert.Equal("http://mirror.example/debian", settings.Mirror);
        Assert.Equal("http://mirror.example/debian-security", settings.SecurityMirror);
    }

    [Fact]
    public void Another_vendors_source_with_debians_suite_is_not_taken_for_debian()
    {
        const string other = "'http://browser.example/apt/dists/stable/InRelease' x 0 \n'http://tools.example/debian/dists/bookworm/InRelease' y 0 \n";

        Assert.Equal("http://mirror.example/debian", AptSettingsReader.Parse(other + Debian, "").Mirror);
    }

    [Fact]
    public void Without_security_updates_nothing_is_built()
    {
        var error = Assert.Throws<BuildException>(() => AptSettingsReader.Parse("'http://m/debian/dists/trixie/InRelease' x 0 \n", ""));

        Assert.Contains("security updates", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_debian_source_the_error_says_what_to_add()
    {
        var error = Assert.Throws<BuildException>(() => AptSettingsReader.Parse("'http://tools.example/apt/dists/cloud/InRelease' x 0 \n", ""));

        Assert.Contains("/etc/apt names no source with a suite", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_proxy_of_the_machine_is_passed_on_in_a_file()
    {
        var settings = AptSettingsReader.Parse(Debian, "APT \"\";\nAcquire::http::Proxy \"http://proxy:3142\";\nDir \"/\";");

        Assert.Equal("Acquire::http::Proxy \"http://proxy:3142\";\nAPT::Install-Recommends \"false\";\n", settings.ToAptConf());
    }

    [Fact]
    public void A_root_is_made_from_main_firmware_updates_and_security()
    {
        Assert.Equal(
            [
                "deb http://m/debian trixie main non-free-firmware",
                "deb http://m/debian trixie-updates main non-free-firmware",
                "deb http://m/security trixie-security main non-free-firmware",
            ],
            new AptSettings("http://m/debian", "http://m/security").Sources);
    }
}
