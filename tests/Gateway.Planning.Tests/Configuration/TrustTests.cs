using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Planning.Tests.Stack;

namespace Gateway.Planning.Tests.Configuration;

public sealed class TrustTests
{
    [Fact]
    public void A_certificate_is_kept_without_what_stands_around_it()
    {
        var config = Read.Good($"[trust]\ncertificates = ['''\n  Example, from somewhere\n{StackSamples.Certificate.Replace("\n", "\r\n", StringComparison.Ordinal)}\r\n\n''']\n");

        Assert.Equal([StackSamples.Certificate], config.Trust.Certificates);
    }

    [Fact]
    public void The_same_certificate_twice_is_refused_however_its_lines_are_broken()
    {
        var other = StackSamples.Certificate + "\n\n";

        Assert.Contains("is already in the list", Assert.Single(Read.Text($"schema = 1\n[trust]\ncertificates = [{Quoted(StackSamples.Certificate)}, {Quoted(other)}]\n").Errors).Message);
    }

    [Fact]
    public void Each_kind_of_wrong_text_is_named()
    {
        var cut = StackSamples.Certificate.Split('\n')[^3];
        Assert.Equal(
            """
            3:17+5 trust.certificates: this is not a certificate in PEM form | copy the certificate from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----, between three quotes
            """,
            Read.Errors("schema = 1\n[trust]\ncertificates = [\"MII\"]\n"));
        Assert.StartsWith("trust.certificates: the certificate is damaged", OnlyError(StackSamples.Certificate.Replace(cut + "\n", "", StringComparison.Ordinal)));
        Assert.StartsWith("trust.certificates: there is more than one certificate", OnlyError($"{StackSamples.Certificate}\n{StackSamples.Certificate}"));
    }

    [Fact]
    public void A_private_key_is_refused_and_not_repeated()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = key.ExportPkcs8PrivateKeyPem();

        var error = OnlyError(pem);

        Assert.StartsWith("trust.certificates: a private key stands where a certificate is meant", error);
        Assert.DoesNotContain(pem.Split('\n')[1], error);
    }

    [Fact]
    public void A_certificate_of_another_kind_of_key_is_good()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Another", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));

        Assert.Single(Read.Good($"[trust]\ncertificates = [{Quoted(certificate.ExportCertificatePem())}]\n").Trust.Certificates);
    }

    private static string OnlyError(string text) => Assert.Single(Read.Text($"schema = 1\n[trust]\ncertificates = [{Quoted(text)}]\n").Errors).Message;

    private static string Quoted(string text) => $"'''{text}'''";
}
