using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Planning.Authority;

namespace Gateway.Agent.Authority;

/// <summary>The register → the lists of revoked certificates (RFC 5280), one of the root and one of the issuing authority.</summary>
internal static class RevocationLists
{
    private const string Label = "X509 CRL";

    /// <summary>In PEM form, one after the other. The root's is empty: nobody but the issuing authority has a certificate of it.</summary>
    public static string Make(AuthorityKeys keys, ClientRegister register)
    {
        var revoked = new CertificateRevocationListBuilder();
        foreach (var certificate in register.Revoked)
            revoked.AddEntry(Convert.FromHexString(certificate.Serial), certificate.Revoked);
        return Sign(new CertificateRevocationListBuilder(), keys.Root, register.Revocations) + Sign(revoked, keys.Issuing, register.Revocations);
    }

    /// <summary>The number of the lists in a text; null: there are none that can be read.</summary>
    public static long? NumberOf(string text)
    {
        try
        {
            CertificateRevocationListBuilder.LoadPem(text, out var number);
            return number <= long.MaxValue ? (long)number : null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private static string Sign(CertificateRevocationListBuilder builder, X509Certificate2 issuer, RevocationIssue issue)
    {
        var list = builder.Build(issuer, new BigInteger(issue.Number), issue.Ends, HashAlgorithmName.SHA256, thisUpdate: issue.Begins);
        return PemEncoding.WriteString(Label, list) + "\n";
    }
}
