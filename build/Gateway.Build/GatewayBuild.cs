using System.Collections.Immutable;
using Gateway.Build.Artifacts;
using Gateway.Build.Debian;
using Gateway.Build.Disk;
using Gateway.Build.Images;
using Gateway.Build.Processes;
using Gateway.Build.Roots;
using Gateway.Build.Steps;
using Gateway.Build.Testing;
using Gateway.Build.Tools;

namespace Gateway.Build;

/// <summary>The build of the image: what is made from what. Independent steps run side by side.</summary>
public sealed class GatewayBuild(BuildPaths paths, BuildOptions options, BuildLog log)
{
    private readonly StepCache cache = new(Path.Combine(paths.Cache, "steps"), log);

    /// <summary>Builds everything that <c>artifacts/</c> holds.</summary>
    public async Task ImageAsync(CancellationToken cancellation)
    {
        var release = await Release.ReadAsync(paths, cancellation).ConfigureAwait(false);
        var agent = AgentAsync(cancellation);
        var roots = await RootsAsync(cancellation).ConfigureAwait(false);
        var tools = await ToolsAsync(roots["tools"], cancellation).ConfigureAwait(false);
        var date = roots.Date;

        await CheckConfigurationAsync(await agent.ConfigureAwait(false), cancellation).ConfigureAwait(false);

        var boot = BootFiles.ExtractAsync(cache, roots["host"], cancellation);
        var lab = new LabImage(paths, cache, tools, log).BuildAsync(roots["lab"], roots["host"], date, cancellation);
        var stack = await new StackImage(paths, cache, tools, log).BuildAsync(roots["stack"], await agent.ConfigureAwait(false), release, date, cancellation).ConfigureAwait(false);
        var host = await new HostImage(paths, cache, tools, log).BuildAsync(roots["host"], stack, await agent.ConfigureAwait(false), release, options.Overlay, date, cancellation).ConfigureAwait(false);
        await DiskAsync(tools, host, await boot.ConfigureAwait(false), release, date, cancellation).ConfigureAwait(false);

        Publish(stack.SquashFs, "gateway-stack.squashfs");
        Publish(stack.Metadata, "gateway-stack.metadata.tar.xz");
        Publish(await lab.ConfigureAwait(false), "lab/initrd.img");
        Publish((await boot.ConfigureAwait(false)).Kernel, "lab/vmlinuz");
        await new ArtifactWriter(paths, tools, log).WriteAsync(release, roots.All, cancellation).ConfigureAwait(false);
    }

    /// <summary>Publishes the agent and returns the binary's path.</summary>
    public Task<string> AgentAsync(CancellationToken cancellation) => new AgentBinary(paths, cache, log).BuildAsync(cancellation);

    /// <summary>Publishes the agent into <c>artifacts/</c>.</summary>
    public async Task PublishAgentAsync(CancellationToken cancellation)
    {
        Publish(await AgentAsync(cancellation).ConfigureAwait(false), "gateway-agent");
        log.Line($"Done. The agent is {Path.Combine(paths.Artifacts, "gateway-agent")}; run 'gateway-agent check FILE' to check a gateway.toml.");
    }

    /// <summary>Builds the image and runs all tests against it.</summary>
    public async Task TestAsync(bool soak, CancellationToken cancellation)
    {
        await ImageAsync(cancellation).ConfigureAwait(false);
        var environment = new Dictionary<string, string>(LabProgram.Environment(paths))
        {
            ["GATEWAY_STACK_ROOT"] = await StackRootAsync(cancellation).ConfigureAwait(false),
        };
        if (soak)
        {
            environment["GATEWAY_SOAK"] = "1";
            environment["GATEWAY_FUZZ_INPUTS"] = "1000000";
        }

        await new TestRun(paths, log).RunAsync(environment, cancellation).ConfigureAwait(false);
    }

    /// <summary>Boots the image for a person at the terminal; without a prompt when <paramref name="once"/> is true.</summary>
    public async Task RunAsync(bool once, CancellationToken cancellation)
    {
        await ImageAsync(cancellation).ConfigureAwait(false);
        List<string> arguments = once ? ["--once"] : [];
        if (options.Config is { } config)
        {
            arguments.Add($"--config={Path.GetFullPath(config)}");
        }

        await new LabProgram("Gateway.Lab.Run", paths, log).RunAsync(arguments, cancellation).ConfigureAwait(false);
    }

    /// <summary>Measures the build and the image; a build with an empty cache only when <paramref name="cold"/> is true.</summary>
    public async Task BenchAsync(bool cold, CancellationToken cancellation)
    {
        await ImageAsync(cancellation).ConfigureAwait(false);
        var figures = await new BuildBench(paths, options, log).MeasureAsync(cold, cancellation).ConfigureAwait(false);
        await new LabProgram("Gateway.Bench", paths, log).RunAsync([$"--results={paths.Artifacts}", .. figures], cancellation).ConfigureAwait(false);
    }

    /// <summary>Deletes what builds made.</summary>
    public void Clean()
    {
        foreach (var folder in new[] { paths.Artifacts, paths.Cache }.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
            log.Line($"Deleted {folder}.");
        }
    }

    /// <summary>Unpacks the stack root with the container's overlay for checks by the real daemons; returns its folder.</summary>
    public async Task<string> StackRootAsync(CancellationToken cancellation)
    {
        var roots = await RootsAsync(cancellation).ConfigureAwait(false);
        return await cache.GetAsync("stack-root", roots["stack"].Key, (output, stop) => ToolsRoot.UnpackAsync(roots["stack"].Tar, output, stop), cancellation).ConfigureAwait(false);
    }

    /// <summary>A wrong file is refused here, with the text that the box would show.</summary>
    private async Task CheckConfigurationAsync(string agent, CancellationToken cancellation)
    {
        if (options.Config is { } config)
        {
            var check = new ToolCommand(agent, ["check", Path.GetFullPath(config)]) { Hint = $"Correct {config} and build again." };
            await ProcessRunner.RunAsync(check, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<RootSet> RootsAsync(CancellationToken cancellation)
    {
        var apt = await PackageIndexReader.SettingsAsync(cancellation).ConfigureAwait(false);
        var locked = options.Locked ? PackageLock.Parse(await File.ReadAllTextAsync(paths.Lock, cancellation).ConfigureAwait(false)) : null;
        var index = await new PackageIndexReader(paths, log).IndexAsync(apt, cancellation).ConfigureAwait(false);
        var builder = new RootBuilder(cache, log, apt, index, locked);
        var archives = await Task.WhenAll(RootSet.Names.Select(name => builder.BuildAsync(RootDefinition.Read(paths, name), cancellation))).ConfigureAwait(false);
        var roots = new RootSet(locked?.Date ?? index.Date, [.. archives]);
        if (!options.Locked)
        {
            await roots.WriteLockAsync(paths.Lock, cancellation).ConfigureAwait(false);
        }

        return roots;
    }

    private async Task<ToolsRoot> ToolsAsync(RootArchive archive, CancellationToken cancellation)
    {
        var folder = await cache.GetAsync("tools", archive.Key, (output, stop) => ToolsRoot.UnpackAsync(archive.Tar, output, stop), cancellation).ConfigureAwait(false);
        return new ToolsRoot(folder);
    }

    private async Task DiskAsync(ToolsRoot tools, string host, BootFiles boot, string release, DateTimeOffset date, CancellationToken cancellation)
    {
        Directory.CreateDirectory(paths.Artifacts);
        using var step = log.Step("disk");
        using var folder = new TemporaryFolder(paths.Artifacts);
        var table = PartitionTable.Create(InputHash.OfFile(host));
        var commandLine = string.Join(' ', ListFile.Read(Path.Combine(paths.Image, "host", "cmdline")));
        var esp = Path.Combine(folder.Path, "esp.img");
        var config = Path.Combine(folder.Path, "config.img");
        await EfiPartition.WriteAsync(tools, folder.Path, esp, boot, commandLine, table, release, date, cancellation).ConfigureAwait(false);
        ImmutableArray<FatFile> files =
        [
            new("gateway.toml", options.Config ?? Path.Combine(paths.Image, "config", "gateway.toml")),
            new("README.txt", Path.Combine(paths.Image, "config", "README.txt")),
            new("status/.keep", Empty(folder.Path)),
        ];
        await FatImage.WriteAsync(tools, config, table["GATEWAY"].Size, "GATEWAY", 1, files, date, cancellation).ConfigureAwait(false);
        var content = new Dictionary<string, string> { ["GATEWAY"] = config, ["esp"] = esp, ["gw-a"] = host };
        var partial = Path.Combine(folder.Path, ArtifactWriter.Image);
        await DiskImage.WriteAsync(tools, partial, table, content, cancellation).ConfigureAwait(false);
        File.Move(partial, Path.Combine(paths.Artifacts, ArtifactWriter.Image), overwrite: true);
    }

    private static string Empty(string folder)
    {
        var path = Path.Combine(folder, "empty");
        File.WriteAllBytes(path, []);
        return path;
    }

    private void Publish(string file, string name)
    {
        var target = Path.Combine(paths.Artifacts, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(file, target, overwrite: true);
    }
}
