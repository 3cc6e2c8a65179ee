namespace Gateway.Build.Steps;

/// <summary>Outputs of steps, kept by the hash of their inputs in the user's cache folder and shared by all clones.</summary>
public sealed class StepCache(string folder, BuildLog log)
{
    /// <summary>Outputs kept of each step, beside those that a running build uses; older ones are deleted.</summary>
    private const int Kept = 3;

    private const string Partial = ".partial";

    /// <summary>What this build uses; it ends with the process.</summary>
    private readonly List<FileLock> used = [];

    /// <summary>Returns the folder that holds the step's output, making it when there is none for this key.</summary>
    public async Task<string> GetAsync(string step, string key, Func<string, CancellationToken, Task> make, CancellationToken cancellation)
    {
        var outputs = Directory.CreateDirectory(Path.Combine(folder, step)).FullName;
        var output = Path.Combine(outputs, key);
        using var held = await FileLock.TakeAsync(
            Path.Combine(outputs, ".lock"),
            () => log.Line($"{step}: waiting for another build on this machine that is at this step"),
            cancellation).ConfigureAwait(false);
        if (Directory.Exists(output))
        {
            Directory.SetLastWriteTimeUtc(output, DateTime.UtcNow);
            log.Line($"{step}: unchanged ({key[..12]})");
        }
        else
        {
            await log.StepAsync(step, () => MakeAsync(output, make, cancellation)).ConfigureAwait(false);
        }

        lock (used)
        {
            used.Add(FileLock.Share(output));
        }

        DeleteOld(outputs);
        return output;
    }

    private static async Task MakeAsync(string output, Func<string, CancellationToken, Task> make, CancellationToken cancellation)
    {
        var partial = Path.Combine(Path.GetDirectoryName(output)!, Partial);
        if (Directory.Exists(partial))
        {
            Directory.Delete(partial, recursive: true);
        }

        Directory.CreateDirectory(partial);
        await make(partial, cancellation).ConfigureAwait(false);
        Directory.Move(partial, output);
    }

    private static void DeleteOld(string outputs)
    {
        var stale = new DirectoryInfo(outputs).GetDirectories()
            .Where(static entry => entry.Name != Partial)
            .OrderByDescending(static entry => entry.LastWriteTimeUtc)
            .Skip(Kept);
        foreach (var entry in stale)
        {
            using var unused = FileLock.TryTake(entry.FullName);
            if (unused is not null)
            {
                entry.Delete(recursive: true);
            }
        }
    }
}
