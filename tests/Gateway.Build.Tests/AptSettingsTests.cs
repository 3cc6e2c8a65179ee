using Gateway.Build.Debian;

namespace Gateway.Build.Tests;

public sealed class AptSettingsTests
{
    private const string Deb822 = """
        # A comment
        Types: deb
        URIs: http://mirror.example/debian/
        Suites: bookworm bookworm-updates
        Components: main
        Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

        Types: deb
        URIs: http://mirror.example/debian-security
        Suites: bookworm-security
        Components: main
        """;

    [Fact]
    public void Mirrors_are_taken_from_deb822_sources()
    {
        var settings = AptSettingsReader.Read([("debian.sources", Deb822)], "");

        Assert.Equal("http://mirror.example/debian", settings.Mirror);
        Assert.Equal("http://mirror.example/debian-security", settings.SecurityMirror);
    }

    [Fact]
    public void Mirrors_are_taken_from_one_line_sources_with_options()
    {
        const string text = """
            deb-src http://wrong.example/debian trixie main
            deb [arch=amd64 signed-by=/x.gpg] http://other.example/pool stable-tool main
            deb [arch=amd64] http://mirror.example/debian trixie main
            deb http://mirror.example/security trixie-security main
            """;

        var settings = AptSettingsReader.Read([("sources.list", text)], "");

        Assert.Equal("http://mirror.example/debian", settings.Mirror);
        Assert.Equal("http://mirror.example/security", settings.SecurityMirror);
    }

    [Fact]
    public void A_disabled_source_is_not_used()
    {
        var text = Deb822.Replace("Types: deb\nURIs: http://mirror.example/debian-security", "Enabled: no\nTypes: deb\nURIs: http://mirror.example/debian-security", StringComparison.Ordinal);

        var error = Assert.Throws<BuildException>(() => AptSettingsReader.Read([("debian.sources", text)], ""));

        Assert.Contains("security updates", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_debian_source_the_error_says_what_to_add()
    {
        var error = Assert.Throws<BuildException>(() => AptSettingsReader.Read([("x.list", "deb http://tools.example/apt cloud main")], ""));

        Assert.Contains("/etc/apt names no source with a suite", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_proxy_of_the_machine_is_passed_on()
    {
        var settings = AptSettingsReader.Read([("debian.sources", Deb822)], "APT \"\";\nAcquire::http::Proxy \"http://proxy:3142\";\nDir \"/\";");

        Assert.Equal(["Acquire::http::Proxy \"http://proxy:3142\";"], settings.Options);
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
            new AptSettings("http://m/debian", "http://m/security").Sources("trixie"));
    }
}
