using System.Security.Cryptography;

namespace Gateway.Lab.Guests;

/// <summary>The key that signs the laboratory's zones: made anew for each run, so that its trust anchor is known before any machine starts.</summary>
public sealed class SigningKey
{
    private SigningKey(string pem, string trustAnchor) => (Pem, TrustAnchor) = (pem, trustAnchor);

    /// <summary>The private key (PKCS #8).</summary>
    public string Pem { get; }

    /// <summary>The root's DNSKEY record in zone-file format (RFC 6605: algorithm 13).</summary>
    public string TrustAnchor { get; }

    public static SigningKey Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        byte[] data = [.. point.X!, .. point.Y!];
        return new SigningKey(key.ExportPkcs8PrivateKeyPem(), $". IN DNSKEY 257 3 13 {Convert.ToBase64String(data)}");
    }
}
