using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Planning.Services.Haproxy;

namespace Gateway.Daemon.Tests;

/// <summary>A certificate authority that lays out what HAProxy is given on the machine.</summary>
internal sealed class TestAuthority : IDisposable
{
    private const string Domain = "home.arpa";
    private static readonly DateTimeOffset Begin = DateTimeOffset.UtcNow.AddDays(-2);

    private readonly X509Certificate2 root = Authority("Root", null);
    private readonly X509Certificate2 issuing;
    private readonly CertificateRevocationListBuilder revoked = new();

    public TestAuthority() => issuing = Authority("Issuing", root);

    public X509Certificate2 Root => root;

    /// <summary>A client's certificate with its key and chain.</summary>
    public X509Certificate2 Client(string name, int days = 30) => Leaf($"CN={name}", [], "1.3.6.1.5.5.7.3.2", days);

    public X509Certificate2Collection Chain => [issuing];

    public void Revoke(X509Certificate2 client) => revoked.AddEntry(client);

    /// <param name="place">Writes a file at its path in the container.</param>
    /// <param name="pull">Lines of the map.</param>
    /// <param name="push">Lines of the map.</param>
    /// <param name="mirrors">Names of mirrors under <c>mirror.DOMAIN</c>.</param>
    public void LayOut(Action<string, string> place, string pull, string push, params ImmutableArray<string> mirrors)
    {
        Put(ServedCertificates.Root, root.ExportCertificatePem());
        Put(ServedCertificates.ClientAuthorities, $"{root.ExportCertificatePem()}\n{issuing.ExportCertificatePem()}\n");
        Put(ServedCertificates.Revoked, $"{List(revoked, issuing)}\n{List(new CertificateRevocationListBuilder(), root)}\n");
        Put(ServedCertificates.PullMap, pull);
        Put(ServedCertificates.PushMap, push);
        Service(ServedCertificates.Gateway, $"gateway.{Domain}");
        Service(ServedCertificates.Registry, $"registry.{Domain}", $"bcmnet.{Domain}");
        Service(ServedCertificates.Mirror, [$"mirror.{Domain}", .. mirrors.Select(static name => $"{name}.mirror.{Domain}")]);

        void Put(string name, string content) => place(ServedCertificates.PathOf(name), content);

        void Service(string file, params string[] names)
        {
            using var leaf = Leaf($"CN={names[0]}", names, "1.3.6.1.5.5.7.3.1", 30);
            Put(file, $"{leaf.ExportCertificatePem()}\n{issuing.ExportCertificatePem()}\n{leaf.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()}\n");
        }
    }

    public void Dispose()
    {
        root.Dispose();
        issuing.Dispose();
    }

    private static string List(CertificateRevocationListBuilder list, X509Certificate2 authority) =>
        PemEncoding.WriteString("X509 CRL", list.Build(authority, 1, DateTimeOffset.UtcNow.AddDays(30), HashAlgorithmName.SHA256, thisUpdate: Begin));

    private static X509Certificate2 Authority(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: issuer is not null, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        if (issuer is null)
            return request.CreateSelfSigned(Begin, Begin.AddYears(10));
        using var certificate = request.Create(issuer, Begin, Begin.AddYears(5), RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }

    private X509Certificate2 Leaf(string subject, string[] names, string usage, int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: false));
        if (names.Length > 0)
        {
            var alternatives = new SubjectAlternativeNameBuilder();
            foreach (var name in names)
                alternatives.AddDnsName(name);
            alternatives.AddIpAddress(IPAddress.Parse("192.168.4.1"));
            request.CertificateExtensions.Add(alternatives.Build());
        }

        using var certificate = request.Create(issuing, Begin, days < 0 ? Begin.AddDays(1) : DateTimeOffset.UtcNow.AddDays(days), [0x7f, .. RandomNumberGenerator.GetBytes(7)]);
        return certificate.CopyWithPrivateKey(key);
    }
}
