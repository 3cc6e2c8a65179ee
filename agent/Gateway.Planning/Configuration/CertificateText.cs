using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Planning.Configuration;

/// <summary>A certificate in PEM form (RFC 7468).</summary>
internal static class CertificateText
{
    private const string Label = "CERTIFICATE";
    private const string Form = "copy the certificate from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, between three quotes";

    /// <summary>The certificate alone, with its lines broken as PEM wants them.</summary>
    public static Parsed<string> Parse(string text)
    {
        // What stands in such a text is repeated nowhere.
        if (text.Contains("PRIVATE KEY", StringComparison.Ordinal))
        {
            return Parsed.Bad<string>("a private key stands where a certificate is meant", "it must be considered known to others now: make a new pair, and " + Form);
        }

        if (!PemEncoding.TryFind(text, out var fields) || text[fields.Label] != Label)
        {
            return Parsed.Bad<string>("this is not a certificate in PEM form", Form);
        }

        if (text[fields.Location.End..].Contains("-----BEGIN", StringComparison.Ordinal))
        {
            return Parsed.Bad<string>("there is more than one certificate in this text", "write each as a text of its own, with a comma between two");
        }

        return ReadDer(text[fields.Base64Data]) is { } der
            ? Parsed.Good(PemEncoding.WriteString(Label, der))
            : Parsed.Bad<string>("the certificate is damaged: what stands between its first and its last line is not a whole one", Form);
    }

    private static byte[]? ReadDer(string base64)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(base64));
            return certificate.RawData;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
