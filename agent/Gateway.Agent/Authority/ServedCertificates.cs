using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gateway.Agent.Files;
using Gateway.Planning.Authority;

namespace Gateway.Agent.Authority;

/// <summary>The folder out of which HAProxy serves; its group, which the folder gives to every file, may read.</summary>
internal sealed class ServedCertificates(AuthorityFolders folders)
{
    private const UnixFileMode OwnerAndGroup = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
    private const string Extension = ".pem";

    private bool _changed;

    /// <summary>What is there now and can be used.</summary>
    public IssuedState Observe(AuthorityKeys keys) => new()
    {
        Services = Directory.EnumerateFiles(folders.Services, "*" + Extension)
            .Where(static file => !Path.GetFileName(file).StartsWith('.'))
            .Select(file => Read(file, keys))
            .OfType<IssuedService>()
            .ToImmutableSortedDictionary(static issued => issued.Service.Name, static issued => issued),
        RevocationNumber = File.Exists(folders.ClientCrl) ? RevocationLists.NumberOf(File.ReadAllText(folders.ClientCrl)) : null,
    };

    public void WriteService(ServiceNames service, X509Certificate2 certificate, AuthorityKeys keys)
    {
        using var key = certificate.GetECDsaPrivateKey()!;
        WriteAlways(
            FileOf(service.Name),
            $"{certificate.ExportCertificatePem()}\n{keys.Issuing.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }

    public void RemoveService(string name)
    {
        AtomicFile.Remove(FileOf(name));
        _changed = true;
    }

    public void WriteRevocations(string text) => WriteAlways(folders.ClientCrl, text);

    /// <summary>What follows from keys and register alone, where it differs from what is there.</summary>
    public void WriteFoundations(AuthorityKeys keys, ClientRegister register)
    {
        Write(folders.PullMap, RightsMaps.Pull(register));
        Write(folders.PushMap, RightsMaps.Push(register));
        Write(folders.ClientCa, $"{keys.Root.ExportCertificatePem()}\n{keys.Issuing.ExportCertificatePem()}\n");
        Write(folders.RootCertificate, keys.Root.ExportCertificatePem() + "\n");
    }

    public void WriteReport(AuthorityReport report) => Write(folders.Report, AuthorityReportJson.ToText(report));

    /// <summary>Tells whoever watches that something else is there now.</summary>
    public void Announce(DateTimeOffset now)
    {
        if (!_changed)
            return;
        AtomicFile.Write(folders.Reload, "", OwnerAndGroup);
        AtomicFile.Write(folders.Changed, $"{now.ToUnixTimeMilliseconds()}\n", OwnerAndGroup);
        _changed = false;
    }

    private void Write(string path, string text)
    {
        if (!File.Exists(path) || File.ReadAllText(path) != text)
            WriteAlways(path, text);
    }

    private void WriteAlways(string path, string text)
    {
        AtomicFile.Write(path, text, OwnerAndGroup);
        _changed = true;
    }

    private string FileOf(string service) => Path.Join(folders.Services, service + Extension);

    /// <summary>Null: it cannot be read, its key is another's, or this authority did not sign it.</summary>
    private static IssuedService? Read(string file, AuthorityKeys keys)
    {
        var text = File.ReadAllText(file);
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(text, text);
            if (!keys.HasSigned(certificate))
                return null;
            var names = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
            return new IssuedService(
                new ServiceNames(
                    Path.GetFileNameWithoutExtension(file),
                    [.. names.EnumerateDnsNames()],
                    [.. names.EnumerateIPAddresses().Select(static address => address.ToString())]),
                new Validity(certificate.NotBefore, certificate.NotAfter));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
