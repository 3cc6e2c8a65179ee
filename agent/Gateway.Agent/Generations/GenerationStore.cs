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

    /// <summary>Why the list on the disk is older than <see cref="State"/>; null: it is the same.</summary>
    public string? Unwritten { get; private set; }

    /// <summary>What was wrong with the list when it was read; null: nothing, or there was none.</summary>
    public string? Damage { get; private set; }

    /// <summary>For what must outlive a power cut before it holds: without the disk nothing changes.</summary>
    /// <param name="change">What is remembered -&gt; what is to be remembered.</param>
    /// <param name="file">The text of a generation that the change adds.</param>
    /// <exception cref="IOException">It could not be written.</exception>
    public GenerationState Update(Func<GenerationState, GenerationState> change, byte[]? file = null)
    {
        lock (_lock)
        {
            var next = change(State);
            try
            {
                Write(next, file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new IOException($"writing down the generations failed: {e.Message}; nothing was changed. Free space in /var, see `df /var` and `dmesg`", e);
            }

            return Publish(next);
        }
    }

    /// <summary>For what holds whatever the disk says, such as that a generation is taken back. It is written with the next change that can be.</summary>
    public GenerationState Settle(Func<GenerationState, GenerationState> change, byte[]? file = null)
    {
        lock (_lock)
        {
            var next = change(State);
            try
            {
                Write(next, file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Unwritten = e.Message;
            }

            return Publish(next);
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

    private void Write(GenerationState state, byte[]? file)
    {
        var text = GenerationStateJson.ToText(state);
        if (Unwritten is null && text == GenerationStateJson.ToText(State))
            return;
        if (file is not null)
            Keep(file);
        if (state.Find(state.Confirmed)?.Hash is { } confirmed && confirmed != ConfirmedHash())
            AtomicFile.Write(ConfirmedPath, confirmed, OwnerOnly);
        // Last: with it the change holds, and a failure before it has changed nothing.
        AtomicFile.Write(IndexPath, text, OwnerOnly);
        Unwritten = null;
        Forget(state);
    }

    /// <summary>The same object as before when nothing changed.</summary>
    private GenerationState Publish(GenerationState state)
    {
        if (GenerationStateJson.ToText(state) != GenerationStateJson.ToText(State))
            Changes.Publish(state);
        return State;
    }

    private string IndexPath => Path.Join(directory, "generations.json");

    /// <summary>The hash of the confirmed text, for when the list is damaged: the newest text can be one that was taken back.</summary>
    private string ConfirmedPath => Path.Join(directory, "confirmed");

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
            var rebuilt = Rebuilt();
            Damage = rebuilt.Generations.IsEmpty ? null : e.Message;
            return rebuilt;
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
        var confirmed = ConfirmedHash();
        var number = (records.FirstOrDefault(record => record.Hash == confirmed) ?? records.LastOrDefault())?.Number;
        return new GenerationState { Generations = [.. records], Running = number, Confirmed = number };
    }

    /// <summary>Null: nothing was confirmed yet.</summary>
    private string? ConfirmedHash()
    {
        try
        {
            return File.ReadAllText(ConfirmedPath);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
