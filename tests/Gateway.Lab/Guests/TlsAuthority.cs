using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Lab.Guests;

/// <summary>A certificate authority that nobody knows but who is told of it, made anew for each run.</summary>
public sealed class TlsAuthority
{
    private readonly string key;

    private TlsAuthority(string key, string certificate) => (this.key, Certificate) = (key, certificate);

    /// <summary>Its own certificate, in PEM form.</summary>
    public string Certificate { get; }

    public static TlsAuthority Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Laboratory", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        return new TlsAuthority(key.ExportPkcs8PrivateKeyPem(), certificate.ExportCertificatePem());
    }

    /// <summary>A server's key and the certificate of its name, both in PEM form.</summary>
    public TlsIdentity Issue(string name)
    {
        using var authority = X509Certificate2.CreateFromPem(Certificate, key);
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        var request = new CertificateRequest($"CN={name}", own, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.Create(authority, authority.NotBefore, authority.NotAfter, RandomNumberGenerator.GetBytes(16));
        return new TlsIdentity(own.ExportPkcs8PrivateKeyPem(), certificate.ExportCertificatePem());
    }
}

/// <summary>A server's private key and its certificate.</summary>
public sealed record TlsIdentity(string Key, string Certificate);
