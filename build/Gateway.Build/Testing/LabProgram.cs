using System.Collections.Immutable;
using Gateway.Build.Artifacts;
using Gateway.Build.Processes;
using Gateway.Build.Steps;

namespace Gateway.Build.Testing;

/// <summary>A program under <c>tests/</c> that boots what the build made, run on the terminal.</summary>
public sealed class LabProgram(string name, BuildPaths paths, BuildLog log)
{
    /// <summary>How tests and programs find what the build made.</summary>
    public static ImmutableDictionary<string, string> Environment(BuildPaths paths) => ImmutableDictionary.CreateRange(new Dictionary<string, string>
    {
        ["GATEWAY_IMAGE"] = Path.Combine(paths.Artifacts, ArtifactWriter.Image),
        ["GATEWAY_LAB_KERNEL"] = Path.Combine(paths.Artifacts, "lab", "vmlinuz"),
        ["GATEWAY_LAB_INITRD"] = Path.Combine(paths.Artifacts, "lab", "initrd.img"),
    });

    /// <summary>Compiles the program and runs it to its end.</summary>
    /// <param name="arguments">The program's.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="image">Another image than what the build made, or null.</param>
    /// <param name="endless">True: to be stopped is how it ends. A check that is stopped has not passed.</param>
    public async Task RunAsync(IEnumerable<string> arguments, CancellationToken cancellation, string? image = null, bool endless = false)
    {
        var project = Path.Combine(paths.Root, "tests", name);
        var compile = new ToolCommand("dotnet", ["build", project, "--configuration", "Release", "--nologo", "--verbosity", "quiet"]) { WorkingDirectory = paths.Root };
        await log.StepAsync(name, () => ProcessRunner.RunAsync(compile, cancellation)).ConfigureAwait(false);

        var program = new ToolCommand("dotnet", [Path.Combine(project, "bin", "Release", "net10.0", $"{name}.dll"), .. arguments])
        {
            WorkingDirectory = paths.Root,
            Environment = image is null ? Environment(paths) : Environment(paths).SetItem("GATEWAY_IMAGE", image),
        };
        var exit = await ProcessRunner.RunAttachedAsync(program, cancellation).ConfigureAwait(false);
        if (exit != 0 && !(endless && cancellation.IsCancellationRequested))
        {
            throw new BuildException(cancellation.IsCancellationRequested ? $"{name} was stopped before its end." : $"{name} ended with exit code {exit}; what it wrote above says why.");
        }
    }
}
