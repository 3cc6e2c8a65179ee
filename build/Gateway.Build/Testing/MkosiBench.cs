using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Gateway.Build.Debian;
using Gateway.Build.Processes;
using Gateway.Build.Roots;
using Gateway.Build.Steps;

namespace Gateway.Build.Testing;

/// <summary>Times mkosi, the peer of this build, with the packages of host and container in one erofs disk.</summary>
/// <param name="tools">The unpacked root of image/mkosi: mkosi itself and what it runs.</param>
public sealed class MkosiBench(string tools, AptSettings apt, BuildLog log)
{
    public const string Root = "mkosi";

    private const string Partition = "[Partition]\nType=root\nFormat=erofs\nCompression=zstd\nCompressionLevel=3\nCopyFiles=/\nMinimize=best\n";

    /// <summary>Returns the figure, or why there is none, as an argument for the program that makes the table.</summary>
    public async Task<string> MeasureAsync(IEnumerable<RootDefinition> roots, string folder, CancellationToken cancellation)
    {
        await WriteFilesAsync(folder, cancellation).ConfigureAwait(false);
        var command = Command(tools, apt, [.. roots.SelectMany(static root => root.Packages).Distinct()], folder);
        var clock = Stopwatch.StartNew();
        try
        {
            await log.StepAsync("mkosi with the same packages", () => ProcessRunner.RunAsync(command with { OnLine = line => log.Progress(Root, line) }, cancellation)).ConfigureAwait(false);
        }
        catch (BuildException error)
        {
            log.Line($"mkosi does not run here: {error.Message}");
            return $"--peer-note=mkosi did not run on this machine: {Reason(error)}";
        }

        return string.Create(CultureInfo.InvariantCulture, $"--peer-build={clock.Elapsed.TotalSeconds:F1}");
    }

    /// <summary>What the tool wrote last, or, of one that did not start, why.</summary>
    private static string Reason(BuildException error)
    {
        var lines = error.Message.Split('\n');
        return (lines.LastOrDefault(static line => line.Contains('|', StringComparison.Ordinal)) ?? lines[0]).Trim(' ', '|');
    }

    /// <summary>The machine's own Python runs mkosi; everything else comes from the tools. Pure.</summary>
    public static ToolCommand Command(string tools, AptSettings apt, ImmutableArray<string> packages, string folder) =>
        new(
            "python3",
            [
                "-m", "mkosi", $"--directory={folder}", $"--tools-tree={tools}", "--distribution=debian", $"--release={AptSettings.Release}",
                "--architecture=x86-64", $"--mirror={apt.Mirror}", "--repositories=main,non-free-firmware", $"--package={string.Join(',', packages)}",
                "--format=disk", "--bootable=no", $"--repart-directory={folder}/repart", $"--sandbox-tree={folder}/sandbox", $"--package-cache-dir={folder}/packages",
                $"--workspace-directory={folder}/work", $"--output-directory={folder}/out", "--build-sources=", "--force", "build",
            ])
        {
            Environment = ImmutableDictionary<string, string>.Empty.Add("PYTHONPATH", $"{tools}/usr/lib/python3/dist-packages"),
            WorkingDirectory = folder,
            Hint = "mkosi needs Python 3.9, user namespaces and a kernel of 5.12 or newer.",
        };

    /// <summary>The same as this build's; mkosi writes its own, with a mirror of debug symbols, only where there are none.</summary>
    public static string SourcesOf(AptSettings apt) => string.Join("\n", apt.Sources.Select(static line => line.Split(' ')).Select(static fields =>
        $"Types: deb\nURIs: {fields[1]}\nSuites: {fields[2]}\nComponents: {string.Join(' ', fields.Skip(3))}\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n"));

    private async Task WriteFilesAsync(string folder, CancellationToken cancellation)
    {
        foreach (var name in (string[])["repart", "sandbox/etc/apt/apt.conf.d", "sandbox/etc/apt/sources.list.d", "packages", "work", "out"])
        {
            Directory.CreateDirectory(Path.Combine(folder, name));
        }

        await File.WriteAllTextAsync(Path.Combine(folder, "repart", "10-root.conf"), Partition, cancellation).ConfigureAwait(false);
        var options = apt.Options.Select(static option => option.TrimEnd(';') + ";\n");
        var sandbox = Path.Combine(folder, "sandbox", "etc", "apt");
        await File.WriteAllTextAsync(Path.Combine(sandbox, "apt.conf.d", "50machine"), string.Concat(options), cancellation).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(sandbox, "sources.list.d", "mkosi.sources"), SourcesOf(apt), cancellation).ConfigureAwait(false);
    }
}
