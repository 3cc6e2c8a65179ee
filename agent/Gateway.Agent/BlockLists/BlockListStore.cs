using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Gateway.Agent.Files;
using Gateway.Planning.BlockLists;

namespace Gateway.Agent.BlockLists;

/// <summary>Where the lists are kept: what is to be done, the last good copies, what became of them, and what unbound reads.</summary>
public sealed class BlockListStore(string folder = BlockListSpec.Folder, string specPath = BlockListSpec.Path, string files = BlockListSpec.Files)
{
    /// <summary>Bytes of a file of the boot partition.</summary>
    public const int LargestFile = 16 * 1024 * 1024;
    private const int LargestState = 256 * 1024;
    private const string CopyEnding = ".names";

    private string StatePath => Path.Join(folder, BlockListState.FileName);

    private string ZonesPath => Path.Join(folder, "zones.conf");

    /// <summary>Null: there are no lists.</summary>
    public string? ReadSpec() => File.Exists(specPath) ? File.ReadAllText(specPath) : null;

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Null: nothing is known, or nothing that can be read.</summary>
    public BlockListState? ReadState()
    {
        if (LinuxFile.Stat(StatePath) is null)
            return null;
        try
        {
            using var file = LinuxFile.OpenPlain(StatePath);
            if (file.Length > LargestState)
                return null;
            using var reader = new StreamReader(file);
            return BlockListStateJson.Parse(reader.ReadToEnd());
        }
        catch (Exception e) when (e is IOException or FormatException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void WriteState(BlockListState state) => AtomicFile.Write(StatePath, BlockListStateJson.ToText(state));

    public bool HasCopy(string list) => File.Exists(CopyOf(list));

    public ImmutableArray<string> ReadCopy(string list) =>
        HasCopy(list) ? [.. File.ReadLines(CopyOf(list)).Where(BlockedNames.IsName)] : [];

    public void WriteCopy(string list, ImmutableArray<string> names) => AtomicFile.Write(CopyOf(list), string.Join('\n', names) + "\n");

    /// <summary>Removes the copies of all other lists.</summary>
    public void Keep(IEnumerable<string> lists)
    {
        var kept = lists.Select(CopyOf).ToHashSet();
        foreach (var copy in Directory.GetFiles(folder, "*" + CopyEnding).Where(copy => !kept.Contains(copy)))
            AtomicFile.Remove(copy);
    }

    /// <summary>False: unbound has it already.</summary>
    public bool WriteZones(string text)
    {
        if (File.Exists(ZonesPath) && File.ReadAllText(ZonesPath) == text)
            return false;
        AtomicFile.Write(ZonesPath, text);
        return true;
    }

    /// <summary>A list that lay on the boot partition.</summary>
    /// <param name="hash">What the host calls it; empty: it does not have it.</param>
    /// <exception cref="IOException">It is not there.</exception>
    public async Task<BlockedNames> ReadFileAsync(string hash, int mostNames, CancellationToken cancellation)
    {
        var path = Path.Join(files, hash);
        if (hash.Length == 0 || !File.Exists(path))
            throw new IOException("its file is not on the boot partition, or is larger than 16 MiB");
        await using var file = LinuxFile.OpenPlain(path);
        return BlockedNames.Read(BlockListFetch.Lines(await BlockListFetch.ReadAsync(file, LargestFile, cancellation)), mostNames);
    }

    private string CopyOf(string list) => Path.Join(folder, list + CopyEnding);
}
