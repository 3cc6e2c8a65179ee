namespace Gateway.Build.Steps;

/// <summary>Outputs of steps, kept by the hash of their inputs in the user's cache folder and shared by all clones.</summary>
public sealed class StepCache(string folder, BuildLog log)
{
    /// <summary>Outputs kept of each step; older ones are deleted.</summary>
    private const int Kept = 3;

    /// <summary>Returns the folder that holds the step's output, making it when there is none for this key.</summary>
    public async Task<string> GetAsync(string step, string key, Func<string, CancellationToken, Task> make, CancellationToken cancellation)
    {
        var output = Path.Combine(folder, step, key);
        Directory.CreateDirectory(Path.Combine(folder, step));
        using var held = await LockAsync(Path.Combine(folder, step, ".lock"), cancellation).ConfigureAwait(false);
        if (Directory.Exists(output))
        {
            Directory.SetLastWriteTimeUtc(output, DateTime.UtcNow);
            log.Skipped(step, key);
            return output;
        }

        var partial = $"{output}.partial";
        DeleteFolder(partial);
        Directory.CreateDirectory(partial);
        using (log.Step(step))
        {
            await make(partial, cancellation).ConfigureAwait(false);
        }

        Directory.Move(partial, output);
        DeleteOld(step);
        return output;
    }

    private void DeleteOld(string step)
    {
        var stale = new DirectoryInfo(Path.Combine(folder, step)).GetDirectories()
            .OrderByDescending(static entry => entry.LastWriteTimeUtc)
            .Skip(Kept);
        foreach (var entry in stale)
        {
            DeleteFolder(entry.FullName);
        }
    }

    private static void DeleteFolder(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    /// <summary>Two builds on one machine may want the same step; the second waits for the first.</summary>
    private static async Task<FileStream> LockAsync(string path, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException)
            {
                // Advisory locks have no event to wait for.
                await Task.Delay(TimeSpan.FromMilliseconds(500), cancellation).ConfigureAwait(false);
            }
        }
    }
}
