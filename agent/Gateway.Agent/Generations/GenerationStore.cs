using System.Security.Cryptography;
using System.Text;
using Gateway.Agent.Files;
using Gateway.Agent.Host;
using Gateway.Agent.Reconcile;
using Gateway.Planning.Generations;

namespace Gateway.Agent.Generations;

/// <summary>Keeps the generations: each text in a file named by its hash, and one list that is replaced as a whole, after the texts it names are on the disk.</summary>
public sealed class GenerationStore(string directory = HostPaths.Generations)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const string Ending = ".toml";

    private readonly Lock _lock = new();
    private Latest<GenerationState>? _changes;

    /// <summary>What is remembered, for who waits for it to change.</summary>
    public Latest<GenerationState> Changes
    {
        get
        {
            lock (_lock)
                return _changes ??= new Latest<GenerationState>(Load());
        }
    }

    public GenerationState State => Changes.Value;

    /// <param name="change">What is remembered -&gt; what is to be remembered.</param>
    /// <param name="file">The text of a generation that the change adds.</param>
    public GenerationState Update(Func<GenerationState, GenerationState> change, byte[]? file = null)
    {
        lock (_lock)
        {
            var latest = Changes;
            var next = change(latest.Value);
            var text = GenerationStateJson.ToText(next);
            if (text == GenerationStateJson.ToText(latest.Value))
                return latest.Value;
            if (file is not null)
                Keep(file);
            AtomicFile.Write(IndexPath, text, OwnerOnly);
            latest.Publish(next);
            Forget(next);
            return next;
        }
    }

    /// <summary>The text of a generation; null when it is lost or damaged.</summary>
    public byte[]? Read(string hash)
    {
        try
        {
            var file = File.ReadAllBytes(PathOf(hash));
            return HashOf(file) == hash ? file : null;
        }
        catch (IOException)
        {
            return null;
        }
    }

    public string PathOf(string hash) => Path.Join(directory, hash + Ending);

    public static string HashOf(byte[] file) => Convert.ToHexStringLower(SHA256.HashData(file));

    private string IndexPath => Path.Join(directory, "generations.json");

    private void Keep(byte[] file)
    {
        var hash = HashOf(file);
        // A file that was read without an error is UTF-8.
        if (Read(hash) is null)
            AtomicFile.Write(PathOf(hash), Encoding.UTF8.GetString(file), OwnerOnly);
    }

    private void Forget(GenerationState state)
    {
        var kept = state.Generations.Select(static record => record.Hash).ToHashSet();
        foreach (var path in Directory.EnumerateFiles(directory, "*" + Ending))
        {
            if (!kept.Contains(Path.GetFileNameWithoutExtension(path)))
                AtomicFile.Remove(path);
        }
    }

    /// <summary>A damaged list costs the history, not the configuration: the texts are still there.</summary>
    private GenerationState Load()
    {
        try
        {
            return GenerationStateJson.Parse(File.ReadAllText(IndexPath));
        }
        catch (Exception e) when (e is IOException or FormatException)
        {
            return Rebuilt();
        }
    }

    private GenerationState Rebuilt()
    {
        if (!Directory.Exists(directory))
            return new GenerationState();
        var records = new DirectoryInfo(directory).EnumerateFiles("*" + Ending)
            .OrderBy(static file => file.LastWriteTimeUtc)
            .Where(file => Read(Path.GetFileNameWithoutExtension(file.Name)) is not null)
            .Select(static (file, index) => new GenerationRecord(
                index + 1, file.LastWriteTimeUtc, GenerationOrigin.BootPartition, Path.GetFileNameWithoutExtension(file.Name), GenerationResult.Healthy))
            .ToArray();
        var newest = records.LastOrDefault()?.Number;
        return new GenerationState { Generations = [.. records], Running = newest, Confirmed = newest };
    }
}
