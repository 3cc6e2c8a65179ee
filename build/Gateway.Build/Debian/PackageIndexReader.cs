using Gateway.Build.Processes;
using Gateway.Build.Steps;

namespace Gateway.Build.Debian;

/// <summary>Reads the machine's apt settings and, through apt's own downloader, the mirror's indexes.</summary>
public sealed class PackageIndexReader(BuildPaths paths, BuildLog log)
{
    public const string Release = "trixie";

    public static async Task<AptSettings> SettingsAsync(CancellationToken cancellation)
    {
        var names = new List<string> { "/etc/apt/sources.list" };
        if (Directory.Exists("/etc/apt/sources.list.d"))
        {
            names.AddRange(Directory.EnumerateFiles("/etc/apt/sources.list.d").Order(StringComparer.Ordinal));
        }

        var files = new List<(string, string)>();
        foreach (var name in names.Where(File.Exists))
        {
            files.Add((name, await File.ReadAllTextAsync(name, cancellation).ConfigureAwait(false)));
        }

        var dump = await ProcessRunner.RunAsync(new ToolCommand("apt-config", ["dump"]), cancellation).ConfigureAwait(false);
        return AptSettingsReader.Read(files, dump);
    }

    /// <summary>The index as the mirror has it now; when the mirror cannot be reached, as it was at the last build, said aloud.</summary>
    public async Task<PackageIndex> IndexAsync(AptSettings settings, CancellationToken cancellation)
    {
        var folder = Path.Combine(paths.Cache, "index");
        Directory.CreateDirectory(folder);
        try
        {
            await Task.WhenAll(settings.Suites(Release).Select(suite => DownloadAsync(suite, folder, cancellation))).ConfigureAwait(false);
        }
        catch (BuildException error) when (settings.Suites(Release).All(suite => File.Exists(Target(folder, suite.Suite))))
        {
            log.Line($"The mirror cannot be asked for its package index; building with the one of {File.GetLastWriteTime(Target(folder, Release)):yyyy-MM-dd HH:mm}. {error.Message.Split('\n')[^1].Trim()}");
        }

        var texts = new List<string>();
        foreach (var (_, suite) in settings.Suites(Release))
        {
            texts.Add(await File.ReadAllTextAsync(Target(folder, suite), cancellation).ConfigureAwait(false));
        }

        return PackageIndex.Parse(texts);
    }

    private static string Target(string folder, string suite) => Path.Combine(folder, $"{suite}.InRelease");

    private static async Task DownloadAsync((string Base, string Suite) suite, string folder, CancellationToken cancellation)
    {
        var target = Target(folder, suite.Suite);
        var partial = $"{target}.{Environment.ProcessId}";
        try
        {
            // In a folder of its own: apt's downloader resumes what it finds beside the target.
            await ProcessRunner.RunAsync(
                new ToolCommand("/usr/lib/apt/apt-helper", ["download-file", $"{suite.Base}/dists/{suite.Suite}/InRelease", partial])
                {
                    Hint = "Check the machine's network and apt settings: 'apt-get update' must work.",
                },
                cancellation).ConfigureAwait(false);
            File.Move(partial, target, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
