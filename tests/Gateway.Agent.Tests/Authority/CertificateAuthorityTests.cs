using System.Security.Cryptography.X509Certificates;

namespace Gateway.Agent.Tests.Authority;

public sealed class CertificateAuthorityTests : IDisposable
{
    private readonly AuthorityFixture _fixture = new();

    public CertificateAuthorityTests() => _fixture.Authority.Renew();

    public void Dispose() => _fixture.Dispose();

    [Fact]
    public void The_authority_is_the_same_after_every_start()
    {
        var fingerprint = _fixture.Fingerprint;
        var served = Served();

        _fixture.Restart();

        Assert.Equal(fingerprint, _fixture.Fingerprint);
        Assert.Equal(served, Served());
        Assert.Equal(fingerprint, _fixture.Report.Fingerprint);
    }

    [Fact]
    public void A_service_has_all_its_names_and_sane_dates_in_a_chain()
    {
        using var leaf = Certificate("gateway");
        using var root = X509CertificateLoader.LoadCertificateFromFile(_fixture.Folders.RootCertificate);
        var names = leaf.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();

        Assert.Equal(["gateway.home.arpa", "gateway.example.org"], names.EnumerateDnsNames());
        Assert.Equal(["192.168.4.1", "fd12:3456:789a::1"], names.EnumerateIPAddresses().Select(static address => address.ToString()));
        Assert.Equal(AuthorityFixture.Begin.AddDays(30), leaf.NotAfter);
        Assert.True(leaf.NotBefore > root.NotBefore && leaf.NotAfter < root.NotAfter);
        Assert.True(_fixture.Authority.With((keys, _) => keys.HasSigned(leaf)));
    }

    [Fact]
    public void Its_keys_are_its_own_alone()
    {
        foreach (var file in Directory.GetFiles(_fixture.Folders.Keys))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_fixture.Folders.Keys));
    }

    [Fact]
    public void With_the_time_a_certificate_is_renewed_and_said_to_be()
    {
        using var former = Certificate("registry");
        var said = File.ReadAllText(_fixture.Folders.Changed);
        _fixture.Now = AuthorityFixture.Begin.AddDays(21);

        _fixture.Authority.Renew();

        using var renewed = Certificate("registry");
        Assert.NotEqual(former.SerialNumber, renewed.SerialNumber);
        Assert.NotEqual(said, File.ReadAllText(_fixture.Folders.Changed));
    }

    /// <summary>What authority-due goes by.</summary>
    [Fact]
    public void The_quiet_time_is_written_down_with_what_was_asked_for()
    {
        Assert.Equal(File.ReadAllText(_fixture.Folders.Request), File.ReadAllText(_fixture.Folders.Satisfied));
        Assert.Equal(
            $"{AuthorityFixture.Begin.AddHours(-1).ToUnixTimeSeconds()} {AuthorityFixture.Begin.AddDays(15).ToUnixTimeSeconds()}\n",
            File.ReadAllText(_fixture.Folders.Quiet));
    }

    [Fact]
    public void A_service_that_is_gone_keeps_no_key()
    {
        _fixture.Ask(AuthorityFixture.Request with { Services = [AuthorityFixture.Request.Services[0]] });

        _fixture.Authority.Renew();

        Assert.Equal(["gateway.pem"], Directory.GetFiles(_fixture.Folders.Services).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("root.key")]
    [InlineData("root.crt")]
    [InlineData("issuing.key")]
    [InlineData("issuing.crt")]
    public void A_damaged_authority_is_told_of_and_not_replaced(string file)
    {
        var path = Path.Join(_fixture.Folders.Keys, file);
        var half = File.ReadAllText(path)[..60];
        File.WriteAllText(path, half);
        var served = Served();

        _fixture.Restart();

        Assert.Equal("authority-damaged", _fixture.Report.Problem);
        Assert.Contains("backup", _fixture.Report.Text);
        Assert.Equal(half, File.ReadAllText(path));
        Assert.Equal(served, Served());
    }

    [Fact]
    public void Keys_of_another_authority_are_damage_too()
    {
        using var other = new AuthorityFixture();
        other.Authority.Renew();
        foreach (var name in new[] { "issuing.crt", "issuing.key" })
            File.Copy(Path.Join(other.Folders.Keys, name), Path.Join(_fixture.Folders.Keys, name), overwrite: true);

        _fixture.Restart();

        Assert.Contains("not signed by the root", _fixture.Report.Text);
    }

    [Fact]
    public void An_authority_that_is_gone_is_not_made_anew()
    {
        Directory.Delete(_fixture.Folders.Keys, recursive: true);

        _fixture.Restart();

        Assert.Equal("authority-damaged", _fixture.Report.Problem);
        Assert.False(Directory.Exists(_fixture.Folders.Keys));
    }

    [Fact]
    public void A_register_that_is_gone_is_not_taken_for_an_empty_one()
    {
        File.Delete(_fixture.Folders.Register);

        _fixture.Restart();

        Assert.Contains("who was revoked", _fixture.Report.Text);
    }

    [Fact]
    public void What_a_power_cut_left_half_made_is_made_anew()
    {
        using var other = new AuthorityFixture();
        Directory.CreateDirectory(other.Folders.Keys + ".new");
        File.WriteAllText(other.Folders.Keys + ".new/root.key", "half");

        other.Authority.Renew();

        Assert.Null(other.Report.Problem);
        Assert.False(Directory.Exists(other.Folders.Keys + ".new"));
    }

    [Theory]
    [InlineData(1970)]
    [InlineData(2100)]
    public void Under_a_wrong_clock_the_authority_is_made_and_signs_nothing_until_the_clock_is_right(int year)
    {
        using var other = new AuthorityFixture { Now = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        other.Authority.Renew();
        Assert.Equal("clock-implausible", other.Report.Problem);
        Assert.Empty(Directory.GetFiles(other.Folders.Services));
        var fingerprint = other.Report.Fingerprint;

        other.Now = AuthorityFixture.Begin;
        other.Restart();

        Assert.Null(other.Report.Problem);
        Assert.Equal(fingerprint, other.Report.Fingerprint);
        Assert.Equal(2, Directory.GetFiles(other.Folders.Services).Length);
    }

    [Fact]
    public void A_clock_that_was_put_back_makes_everything_anew()
    {
        _fixture.Now = AuthorityFixture.Begin.AddDays(-100);

        _fixture.Authority.Renew();

        using var leaf = Certificate("gateway");
        Assert.Equal(AuthorityFixture.Begin.AddDays(-70), leaf.NotAfter);
    }

    [Fact]
    public void A_request_of_another_release_changes_nothing()
    {
        File.WriteAllText(_fixture.Folders.Request, "{\"version\":2}");
        var served = Served();

        _fixture.Restart();

        Assert.Equal(served, Served());
    }

    private X509Certificate2 Certificate(string service) => X509Certificate2.CreateFromPem(File.ReadAllText(Path.Join(_fixture.Folders.Services, service + ".pem")));

    /// <summary>All but the report.</summary>
    private Dictionary<string, string> Served() => Directory.GetFiles(_fixture.Folders.Served, "*", SearchOption.AllDirectories)
        .Where(file => file != _fixture.Folders.Report && file != _fixture.Folders.Changed)
        .ToDictionary(static file => file, File.ReadAllText);
}
