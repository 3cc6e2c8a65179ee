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

    /// <summary>In base64. A file that holds none is made anew: nobody else has the key, and Knot gets the new one.</summary>
    public Secret Read()
    {
        if (Find() is { } known)
            return known;
        var made = Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes));
        AtomicFile.Write(path, $"{Prefix}{made}\n", OwnerOnly);
        return new Secret(made);
    }

    private Secret? Find()
    {
        if (!File.Exists(path))
            return null;
        var text = File.ReadAllText(path).Trim();
        return text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Prefix.Length..], new byte[text.Length], out var bytes) && bytes == Bytes
                ? new Secret(text[Prefix.Length..])
                : null;
    }
}
