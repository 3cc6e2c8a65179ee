using System.Text;
using Gateway.Planning.Configuration;

namespace Gateway.Planning.Tests.Configuration;

/// <summary>Whatever is wrong around a password that somebody wrote into the file, no error shows it.</summary>
public sealed class SecretExcerptTests
{
    [Theory]
    [InlineData("[system]\nconsole-password-hash = \"hunter2\"\n")]
    [InlineData("[system]\nconsole-password-hash = hunter2\n")]
    [InlineData("[system]\nconsole-password-hash = hunter2 hunter2\n")]
    [InlineData("[system]\nconsole-password-hash = \"hunter2\n")]
    [InlineData("[system]\nconsole-password-hash = \"\"\"\nhunter2\\q\"\"\"\n")]
    [InlineData("[system]\nconsole-password-hash = “hunter2”\n")]
    [InlineData("[system]\nconsole-password-hash = [\"hunter2\"]\n")]
    [InlineData("[system]\nconsole-password-hash = { hunter2 = 1, password = \"hunter2\" }\n")]
    [InlineData("[system]\nconsole-password-hash: hunter2\n")]
    [InlineData("[system]\nconsole-password = \"hunter2\"\n")]
    [InlineData("[proxy]\npasswort-token = \"hunter2\"\n")]
    [InlineData("console-password-hash = \"hunter2\" hunter2\n")]
    [InlineData("[system]\nconsole-password-hash = \"$6$hunter2$x\"\n")]
    public void No_error_shows_what_was_written_for_a_password(string text)
    {
        var file = Encoding.UTF8.GetBytes("schema = 1\n" + text);
        var errors = ConfigurationReader.Read(file).Errors;

        Assert.NotEmpty(errors);
        Assert.DoesNotContain("hunter2", ConfigurationErrorText.Render("gateway.toml", file, errors), StringComparison.Ordinal);
        Assert.All(errors, static error => Assert.DoesNotContain("hunter2", $"{error}", StringComparison.Ordinal));
    }

    [Fact]
    public void The_mark_stands_below_what_is_not_shown() => Assert.Equal(
        """
        gateway.toml:3:25: system.console-password-hash: it is not a password hash; the hash belongs here, not the password
            3 | console-password-hash = (secret)
              |                         ^^^^^^^^
          hint: make one with `mkpasswd` (Debian's package whois) or `openssl passwd -6`; it begins with $y$ or $6$

        """,
        Read.Rendered("schema = 1\n[system]\nconsole-password-hash = \"hunter2\"\n"));

    [Theory]
    [InlineData("$y$j9T$IFWv4h9RTucTByZ6ah/Gl1$GmFSeZ2Z83Qt.ZzShAYJtbOBo0ZVGkF.mf51qiKNUb1")]
    [InlineData("$6$saltsalt$JcVDtuB6d1BHhCd5RPBh8g8xX/1CbY8EU2PN0MTaj2/Mypw4P./C6dN4j0HALhzBDTocyW1Jm.gYaTPjFGCV40")]
    [InlineData("$6$rounds=5000$saltsalt$JcVDtuB6d1BHhCd5RPBh8g8xX/1CbY8EU2PN0MTaj2/Mypw4P./C6dN4j0HALhzBDTocyW1Jm.gYaTPjFGCV40")]
    public void The_hashes_of_mkpasswd_are_taken(string hash) =>
        Assert.Equal(hash, Read.Good($"[system]\nconsole-password-hash = \"{hash}\"\n").Console.PasswordHash!.Reveal());

    [Theory]
    [InlineData("$y$jFT$IFWv4h9RTucTByZ6ah/Gl1$GmFSeZ2Z83Qt.ZzShAYJtbOBo0ZVGkF.mf51qiKNUb1")]
    [InlineData("$6$rounds=9999999$saltsalt$JcVDtuB6d1BHhCd5RPBh8g8xX/1CbY8EU2PN0MTaj2/Mypw4P./C6dN4j0HALhzBDTocyW1Jm.gYaTPjFGCV40")]
    [InlineData("$y$j9T$IFWv4h9RTucTByZ6ah/Gl1$GmFSeZ2Z83Qt.ZzShAYJtbOBo0ZVGkF.mf51qiKNUb")]
    [InlineData("$1$saltsalt$qjXMvbEw8oaL.CzflDtaK/")]
    [InlineData("(secret)")]
    [InlineData("")]
    public void A_hash_that_is_weak_cut_off_masked_or_dear_is_refused(string hash) =>
        Assert.StartsWith("3:25", Read.Errors($"schema = 1\n[system]\nconsole-password-hash = \"{hash}\"\n"), StringComparison.Ordinal);
}
