using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Agent.Authority;

/// <summary>What a client sends to get a certificate (PKCS #10, RFC 2986), with its own signature checked.</summary>
/// <param name="Foreign">A name in it that is not the client's; null: there is none.</param>
internal sealed record SigningRequest(PublicKey Key, string? Foreign)
{
    public const int Largest = 16 * 1024;

    private const string CommonName = "2.5.4.3";
    private const int LeastRsaBits = 2048;
    private const int MostRsaBits = 4096;

    /// <param name="body">In base64 (RFC 7030), or in PEM form, which some clients send.</param>
    /// <param name="name">Whose name it has to have.</param>
    /// <exception cref="FormatException">It is none, or its key is not one that is signed.</exception>
    public static SigningRequest Parse(string body, string name)
    {
        try
        {
            var request = Load(body);
            RequireKey(request.PublicKey);
            return new SigningRequest(request.PublicKey, ForeignName(request, name));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or NotSupportedException)
        {
            throw new FormatException($"the body is no signing request that can be used: {e.Message}", e);
        }
    }

    private static CertificateRequest Load(string body)
    {
        // The names that it asks for are only looked at: what goes into the certificate follows from the client's name.
        const CertificateRequestLoadOptions options = CertificateRequestLoadOptions.UnsafeLoadCertificateExtensions;
        return body.Contains("-----BEGIN", StringComparison.Ordinal)
            ? CertificateRequest.LoadSigningRequestPem(body, HashAlgorithmName.SHA256, options)
            : CertificateRequest.LoadSigningRequest(Convert.FromBase64String(body), HashAlgorithmName.SHA256, options);
    }

    private static void RequireKey(PublicKey key)
    {
        using var curve = key.GetECDsaPublicKey();
        using var rsa = key.GetRSAPublicKey();
        if (curve?.KeySize is not (256 or 384 or 521) && rsa?.KeySize is not (>= LeastRsaBits and <= MostRsaBits))
            throw new FormatException($"the key is not one that is signed: make one of EC P-256, P-384 or P-521, or RSA of {LeastRsaBits} to {MostRsaBits} bits");
    }

    private static string? ForeignName(CertificateRequest request, string name)
    {
        var parts = request.SubjectName.EnumerateRelativeDistinguishedNames().ToArray();
        if (parts.Any(static part => part.HasMultipleElements))
            return request.SubjectName.Name;
        var names = parts.Where(static part => part.GetSingleElementType().Value == CommonName).Select(static part => part.GetSingleElementValue() ?? "").ToArray();
        if (names.Length != 1 || names[0] != name)
            return request.SubjectName.Name;
        foreach (var extension in request.CertificateExtensions.Where(static extension => extension.Oid?.Value == "2.5.29.17"))
        {
            var alternatives = new X509SubjectAlternativeNameExtension(extension.RawData);
            var builder = new SubjectAlternativeNameBuilder();
            builder.AddDnsName(name);
            if (!alternatives.RawData.AsSpan().SequenceEqual(builder.Build().RawData))
                return alternatives.EnumerateDnsNames().FirstOrDefault(other => other != name) ?? "a name that is no DNS name";
        }

        return null;
    }
}
