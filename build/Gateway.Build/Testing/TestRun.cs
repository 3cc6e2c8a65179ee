using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Gateway.Build.Processes;
using Gateway.Build.Steps;

namespace Gateway.Build.Testing;

/// <summary>Runs every test project and adds up what they counted.</summary>
/// <param name="paths">The tree.</param>
/// <param name="filter">A class, with * for any characters; null: all.</param>
/// <param name="log">Tells what runs.</param>
public sealed partial class TestRun(BuildPaths paths, string? filter, BuildLog log)
{
    /// <summary>The test platform's exit code when a filter leaves a project without a test.</summary>
    private const string NoTests = "8";

    /// <summary>Tests that took longer are named, the slowest first: where the time of a run goes.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(20);
    private const int MostSlow = 25;

    private int passed;
    private int failed;
    private int skipped;

    /// <summary>Projects that need nothing but the SDK come first; those that boot machines come last, one at a time.</summary>
    public async Task RunAsync(IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        var projects = Directory.EnumerateDirectories(Path.Combine(paths.Root, "tests"), "*.Tests")
            .OrderBy(static folder => Path.GetFileName(folder).Contains("Boot", StringComparison.Ordinal))
            .ThenBy(static folder => folder, StringComparer.Ordinal)
            .ToList();
        foreach (var project in projects)
        {
            await log.StepAsync(Path.GetFileName(project), () => RunProjectAsync(project, environment, cancellation)).ConfigureAwait(false);
        }

        var skips = skipped > 0 ? $", {skipped} skipped" : "";
        Console.WriteLine($"{passed} passed, {failed} failed{skips}");
        if (filter is not null && passed + failed + skipped == 0)
        {
            throw new BuildException($"--filter={filter} names no class of tests. A star stands for any characters: --filter='*PowerCutTests'.");
        }

        if (failed > 0)
        {
            throw new BuildException($"{failed} tests failed; serial logs of booted machines are under artifacts/test-logs/.");
        }
    }

    private async Task RunProjectAsync(string folder, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        var name = Path.GetFileName(folder);
        var results = Path.Combine(paths.Artifacts, "test-results");
        Directory.CreateDirectory(results);
        File.Delete(Path.Combine(results, $"{name}.xml"));
        var lines = new List<string>();
        void Show(string line)
        {
            lines.Add(line);
            Console.WriteLine($"  {line}");
        }

        BuildException? failure = null;
        try
        {
            await ProcessRunner.RunAsync(
                new ToolCommand("dotnet", ["run", "--project", folder, "--configuration", "Release", "--", "--no-ansi", "--no-progress", "--results-directory", results, "--report-xunit", "--report-xunit-filename", $"{name}.xml", .. Filter()])
                {
                    WorkingDirectory = paths.Root,
                    Environment = System.Collections.Immutable.ImmutableDictionary.CreateRange(environment),
                    OnLine = Show,
                },
                cancellation).ConfigureAwait(false);
        }
        catch (BuildException error)
        {
            failure = error;
        }

        TellSlow(Path.Combine(results, $"{name}.xml"));
        Count(name, lines, failure);
    }

    private void TellSlow(string report)
    {
        if (!File.Exists(report))
        {
            return;
        }

        var slow = XDocument.Load(report).Descendants("test")
            .Select(static test => (Name: test.Attribute("name")?.Value ?? "", Time: TimeSpan.FromSeconds((double?)test.Attribute("time") ?? 0)))
            .Where(static test => test.Time > Slow)
            .OrderByDescending(static test => test.Time);
        foreach (var (test, time) in slow.Take(MostSlow))
        {
            log.Line($"{time.TotalSeconds,5:0} s  {test}");
        }
    }

    private string[] Filter() => filter is null ? [] : ["--filter-class", filter, "--ignore-exit-code", NoTests];

    private void Count(string name, List<string> lines, BuildException? failure)
    {
        var (total, bad, left) = (Number(lines, "total"), Number(lines, "failed"), Number(lines, "skipped"));
        if (total is null)
        {
            // It did not build or did not end: that is a failure, not zero tests.
            failed++;
            log.Line($"{name} ended without counting its tests. {failure?.Message}");
            return;
        }

        passed += total.Value - (bad ?? 0) - (left ?? 0);
        failed += bad ?? 0;
        skipped += left ?? 0;
        if (failure is not null && bad is null or 0)
        {
            failed++;
            log.Line($"{name} failed outside its tests. {failure?.Message}");
        }
    }

    private static int? Number(List<string> lines, string word)
    {
        var match = lines.Select(line => SummaryLine().Match(line)).LastOrDefault(match => match.Success && match.Groups["word"].Value == word);
        return match is null ? null : int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^\s*(?<word>total|failed|skipped):\s*(?<count>\d+)\s*$")]
    private static partial Regex SummaryLine();
}
