using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Planning.Authority;

namespace Gateway.Agent.Authority;

/// <summary>Names, times and keys → certificates (RFC 5280).</summary>
internal static class CertificateMaker
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const int SerialBytes = 16;

    /// <param name="device">What tells this device's authority from another's.</param>
    public static X509Certificate2 Root(string device)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Authority($"Gateway root {device}", key, pathLength: 1);
        return request.CreateSelfSigned(AuthorityCalendar.Begin, AuthorityCalendar.End);
    }

    public static X509Certificate2 Issuing(string device, X509Certificate2 root)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = Authority($"Gateway issuing {device}", key, pathLength: 0);
        using var certificate = Sign(request, root, new Validity(AuthorityCalendar.Begin, AuthorityCalendar.End));
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>For a service of the box, with a key of its own.</summary>
    public static X509Certificate2 Service(ServiceNames service, X509Certificate2 issuing, Validity validity)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in service.Names)
            names.AddDnsName(name);
        foreach (var address in service.Addresses)
            names.AddIpAddress(IPAddress.Parse(address));
        var request = Leaf(new CertificateRequest(CommonName(service.Names[0]), key, HashAlgorithmName.SHA256), ServerAuthentication, names);
        using var certificate = Sign(request, issuing, validity);
        return certificate.CopyWithPrivateKey(key);
    }

    /// <summary>For a client that has the key; all but its public part follows from the name.</summary>
    public static X509Certificate2 Client(string name, PublicKey key, X509Certificate2 issuing, Validity validity)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        return Sign(Leaf(new CertificateRequest(CommonName(name), key, HashAlgorithmName.SHA256), ClientAuthentication, names), issuing, validity);
    }

    private static CertificateRequest Authority(string name, ECDsa key, int pathLength)
    {
        var request = new CertificateRequest(CommonName(name), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLength, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private static CertificateRequest Leaf(CertificateRequest request, string purpose, SubjectAlternativeNameBuilder names)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], critical: false));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private static X509Certificate2 Sign(CertificateRequest request, X509Certificate2 issuer, Validity validity)
    {
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        using var key = issuer.GetECDsaPrivateKey()!;
        return request.Create(issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(key), validity.Begin, validity.End, Serial());
    }

    private static X500DistinguishedName CommonName(string name)
    {
        var builder = new X500DistinguishedNameBuilder();
        builder.AddCommonName(name);
        return builder.Build();
    }

    /// <summary>Positive, and without leading zeros, so that everybody writes it alike.</summary>
    private static byte[] Serial()
    {
        var serial = RandomNumberGenerator.GetBytes(SerialBytes);
        serial[0] = (byte)((serial[0] & 0x3f) | 0x40);
        return serial;
    }
}
