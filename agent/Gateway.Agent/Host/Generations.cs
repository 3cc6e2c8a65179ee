using System.Globalization;
using System.Text;
using Gateway.Agent.Files;

namespace Gateway.Agent.Host;

/// <summary>The configurations that were applied, one file each; the newest runs when the operator's file is no good.</summary>
public sealed class Generations(string directory = HostPaths.Generations)
{
    private const int Kept = 10;

    /// <summary>The newest, or null on a new device.</summary>
    public Generation? Newest() => Numbers() is { Count: > 0 } numbers
        ? new Generation(numbers.Max(), File.ReadAllBytes(PathOf(numbers.Max())))
        : null;

    /// <summary>The generation that a file is: the newest when nothing changed, else the next.</summary>
    public Generation Of(byte[] file) => Newest() switch
    {
        null => new Generation(1, file),
        var newest when newest.File.AsSpan().SequenceEqual(file) => newest,
        var newest => new Generation(newest.Number + 1, file),
    };

    /// <summary>Notes that a generation was applied. Call only after it was.</summary>
    public void Confirm(Generation generation)
    {
        var numbers = Numbers();
        if (numbers.Contains(generation.Number))
            return;
        // A file that was read without an error is UTF-8.
        AtomicFile.Write(PathOf(generation.Number), Encoding.UTF8.GetString(generation.File), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        foreach (var old in numbers.OrderDescending().Skip(Kept - 1))
            AtomicFile.Remove(PathOf(old));
    }

    private HashSet<int> Numbers() => !Directory.Exists(directory)
        ? []
        : [.. Directory.EnumerateFiles(directory, "*.toml")
            .Select(static path => int.TryParse(Path.GetFileNameWithoutExtension(path), CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(static number => number > 0)];

    private string PathOf(int number) => Path.Join(directory, $"{number}.toml");
}

/// <param name="File">The operator's file, byte for byte.</param>
public sealed record Generation(int Number, byte[] File);
