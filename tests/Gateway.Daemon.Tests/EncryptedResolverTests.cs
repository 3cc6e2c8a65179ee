using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Planning.Configuration;
using Gateway.Planning.Stack;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Daemon.Tests;

/// <summary>Acceptance check 27: Unbound with the files that are rendered, and an upstream that speaks TLS and, to whoever asks, clear text too.</summary>
public sealed class EncryptedResolverTests(StackRoot root) : IClassFixture<StackRoot>
{
    private const string Upstream = "5.1.0.53";
    private const string Name = "dns.example.lab";
    private const string Log = "/tmp/unbound.log";

    /// <summary>Both are in place when unbound has gone to the background.</summary>
    private const string Start = $"ip addr add {Upstream}/32 dev lo && unbound -c /tmp/upstream.conf && unbound -c /etc/unbound/unbound.conf || exit 9;";

    [Fact]
    public void Names_come_over_tls_from_who_has_the_right_name()
    {
        Place(Name, trusted: true);

        var result = root.Execute("sh", "-c", $"{Start} getent ahostsv4 www.example.lab");

        Assert.Contains("9.1.0.80", result.Output);
    }

    [Theory]
    [InlineData("other.example.lab", true)]
    [InlineData(Name, false)]
    public void With_another_name_or_an_unknown_authority_nobody_answers_though_clear_text_would(string name, bool trusted)
    {
        Place(name, trusted);

        var result = root.Execute("sh", "-c", $"""
            {Start}
            getent ahostsv4 www.example.lab && exit 1
            grep 'certificate verify failed' {Log} || exit 2
            echo nameserver {Upstream} > /etc/resolv.conf
            getent ahostsv4 www.example.lab
            """);

        Assert.True(result.ExitCode == 0, result.Output);
        Assert.Contains("9.1.0.80", result.Output);
    }

    private void Place(string name, bool trusted)
    {
        StackRoot.Require();
        var (authority, key, certificate) = Certificates(name);
        var document = StackSamples.Default with
        {
            Dns = new DnsConfig { Mode = DnsMode.Tls, Upstreams = [$"{Upstream}#{Name}"], Dnssec = false },
            Trust = new TrustConfig { Certificates = trusted ? [authority] : [StackSamples.Certificate] },
        };
        foreach (var file in StackPlanner.Plan(document, StackSamples.Observed).Files.Where(static file => file.Path.StartsWith("/etc/unbound/") || file.Path == "/etc/gateway/trust.pem"))
        {
            root.Place(file.Path, file.Content);
        }

        root.Place("/etc/unbound/gateway.d/test.conf", $"server:\n    username: \"\"\n    use-syslog: no\n    logfile: {Log}\n");
        root.Place(Log, "");
        root.Place("/etc/resolv.conf", "nameserver 127.0.0.1\noptions timeout:10 attempts:1\n");
        root.Place("/tmp/upstream.key", key);
        root.Place("/tmp/upstream.pem", certificate);
        root.Place("/tmp/upstream.conf", $"""
            server:
                username: ""
                chroot: ""
                pidfile: ""
                use-syslog: no
                interface: {Upstream}@53
                interface: {Upstream}@853
                access-control: 0.0.0.0/0 allow
                tls-service-key: /tmp/upstream.key
                tls-service-pem: /tmp/upstream.pem
                local-data: "www.example.lab. 60 IN A 9.1.0.80"

            """);
    }

    private static (string Authority, string Key, string Certificate) Certificates(string name)
    {
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Laboratory", authorityKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var authority = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        var own = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        own.CertificateExtensions.Add(names.Build());
        using var certificate = own.Create(authority, authority.NotBefore, authority.NotAfter, [1]);
        return (authority.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem(), certificate.ExportCertificatePem());
    }
}
