using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Agent.Files;
using Gateway.Planning.Authority;

namespace Gateway.Agent.Authority;

/// <summary>The root and the issuing authority with their keys, made once and kept for ever.</summary>
internal sealed class AuthorityKeys : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const int DeviceBytes = 4;

    private AuthorityKeys(X509Certificate2 root, X509Certificate2 issuing)
    {
        Root = root;
        Issuing = issuing;
    }

    public X509Certificate2 Root { get; }
    public X509Certificate2 Issuing { get; }

    /// <summary>SHA-256, in hexadecimal, lower case.</summary>
    public string Fingerprint => Convert.ToHexStringLower(Root.GetCertHash(HashAlgorithmName.SHA256));

    /// <summary>Reads them; on a new device makes them.</summary>
    /// <exception cref="AuthorityDamagedException">They are not whole, or gone from a device that had them.</exception>
    public static AuthorityKeys Open(AuthorityFolders folders)
    {
        if (Directory.Exists(folders.Keys))
            return Read(folders.Keys);
        if (new[] { folders.Register, folders.RootCertificate }.FirstOrDefault(File.Exists) is { } trace)
        {
            throw new AuthorityDamagedException(
                $"opening the certificate authority: {folders.Keys} is gone, but {trace} shows that there was one; put {folders.Keys} back from a backup, or delete {trace} to begin with a new authority, at which every client must enrol again");
        }

        Make(folders.Keys);
        return Read(folders.Keys);
    }

    public void Dispose()
    {
        Root.Dispose();
        Issuing.Dispose();
    }

    /// <summary>A chain that ends at this root, whatever the clock says.</summary>
    public bool HasSigned(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Root);
        chain.ChainPolicy.ExtraStore.Add(Issuing);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        chain.ChainPolicy.VerificationTime = AuthorityCalendar.Begin.AddDays(1).UtcDateTime;
        return chain.Build(certificate);
    }

    /// <summary>What was begun and did not get its name has signed nothing, so it is begun anew.</summary>
    private static void Make(string folder)
    {
        var device = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(DeviceBytes));
        using var root = CertificateMaker.Root(device);
        using var issuing = CertificateMaker.Issuing(device, root);
        var begun = folder + ".new";
        if (Directory.Exists(begun))
            Directory.Delete(begun, recursive: true);
        Directory.CreateDirectory(begun, OwnerOnly | UnixFileMode.UserExecute);
        Write(begun, "root", root);
        Write(begun, "issuing", issuing);
        Directory.Move(begun, folder);
        LinuxFile.SyncDirectory(Path.GetDirectoryName(folder)!);
    }

    private static void Write(string folder, string name, X509Certificate2 certificate)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        AtomicFile.Write(Path.Join(folder, name + ".key"), key.ExportPkcs8PrivateKeyPem() + "\n", OwnerOnly);
        AtomicFile.Write(Path.Join(folder, name + ".crt"), certificate.ExportCertificatePem() + "\n", OwnerOnly);
    }

    private static AuthorityKeys Read(string folder)
    {
        try
        {
            var keys = new AuthorityKeys(Read(folder, "root"), Read(folder, "issuing"));
            return keys.HasSigned(keys.Issuing)
                ? keys
                : throw new CryptographicException("the issuing authority was not signed by the root");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or FileNotFoundException)
        {
            throw new AuthorityDamagedException(
                $"opening the certificate authority: what is in {folder} is not whole ({e.Message}); put it back from a backup: it is not made anew, since every client would have to enrol again", e);
        }
    }

    private static X509Certificate2 Read(string folder, string name) => X509Certificate2.CreateFromPem(
        File.ReadAllText(Path.Join(folder, name + ".crt")), File.ReadAllText(Path.Join(folder, name + ".key")));
}
