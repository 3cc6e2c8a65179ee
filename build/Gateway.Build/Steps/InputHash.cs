using System.Security.Cryptography;
using System.Text;

namespace Gateway.Build.Steps;

/// <summary>Collects what a step's output depends on, in order, into one key.</summary>
public sealed class InputHash
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public InputHash Add(string name, string value)
    {
        hash.AppendData(Encoding.UTF8.GetBytes($"{name.Length}:{name}={value.Length}:{value};"));
        return this;
    }

    public InputHash AddFile(string name, string path) => Add(name, OfFile(path));

    /// <summary>Adds every file and link below a folder: its path there, executable bit, content or target.</summary>
    public InputHash AddTree(string name, string folder) => AddEntries(name, SourceTree.Entries(folder));

    /// <summary>Adds the source files of a .NET project's folder, without what the compiler makes there.</summary>
    public InputHash AddSources(string name, string folder) =>
        AddEntries(name, SourceTree.Sources(folder));

    private InputHash AddEntries(string name, IEnumerable<SourceEntry> entries)
    {
        Add(name, "tree");
        // Folders do not count: git keeps no empty ones, so a clone would have another key.
        foreach (var entry in entries.Where(static entry => !entry.IsDirectory))
        {
            Add(entry.RelativePath, entry switch
            {
                { LinkTarget: { } target } => $"link:{target}",
                _ => $"{(entry.IsExecutable ? "x" : "-")}:{OfFile(entry.FullPath)}",
            });
        }

        return this;
    }

    public string ToKey() => Convert.ToHexStringLower(hash.GetCurrentHash())[..32];

    public static string OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    public static string OfText(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
