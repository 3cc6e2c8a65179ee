using System.Security.Cryptography;
using Gateway.Agent.Files;
using Gateway.Planning.Secrets;
using Gateway.Planning.Services.Knot;

namespace Gateway.Agent.Names;

/// <summary>The key of the names' updates, made at the first start, in the form in which kdig and knsupdate read it.</summary>
public sealed class NameKey(string path = NamePaths.Key)
{
    private const int Bytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string Prefix = $"{KnotDefaults.KeyAlgorithm}:{KnotDefaults.KeyName}:";

    public string Path => path;

    /// <summary>In base64.</summary>
    public Secret Read()
    {
        if (!File.Exists(path))
            AtomicFile.Write(path, Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)) + "\n", OwnerOnly);
        return new Secret(File.ReadAllText(path).Trim()[Prefix.Length..]);
    }
}
