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
        var roots = await RootsAsync(RootSet.Names, cancellation).ConfigureAwait(false);
        var tools = await ToolsAsync(roots["tools"], cancellation).ConfigureAwait(false);
        var date = roots.Date;

        await CheckConfigurationAsync(await agent.ConfigureAwait(false), cancellation).ConfigureAwait(false);

        var boot = BootFiles.ExtractAsync(cache, roots["host"], cancellation);
        var lab = new LabImage(paths, cache, tools, log).BuildAsync(roots["lab"], roots["host"], date, cancellation);
        var stack = await new StackImage(paths, cache, tools, log).BuildAsync(roots["stack"], await agent.ConfigureAwait(false), release, date, cancellation).ConfigureAwait(false);
        var host = await new HostImage(paths, cache, tools, log).BuildAsync(roots["host"], stack, await agent.ConfigureAwait(false), release, options.Overlay, date, cancellation).ConfigureAwait(false);
        var disk = new DiskWriter(paths, tools, log);
        await disk.WriteAsync(ArtifactWriter.Image, host, await boot.ConfigureAwait(false), DiskWriter.OperatorFiles(paths, options), release, date, cancellation).ConfigureAwait(false);

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

    /// <summary>Boots an image with the operator's file, nobody watching, and reports whether a LAN client gets through.</summary>
    /// <param name="image">An image from elsewhere, or null: this tree's.</param>
    public async Task BootCheckAsync(string? image, CancellationToken cancellation)
    {
        var config = options.Config ?? throw new BuildException("BootCheck checks a gateway.toml: name it with --config=FILE.");
        List<string> arguments = [$"--check={paths.Artifacts}", $"--config={Path.GetFullPath(config)}"];
        if (image is null)
        {
            // The file goes onto the booted copy alone: a wrong one is a failed check, not a failed build.
            await new GatewayBuild(paths, options with { Config = null }, log).ImageAsync(cancellation).ConfigureAwait(false);
            await new LabProgram("Gateway.Lab.Run", paths, log).RunAsync(arguments, cancellation).ConfigureAwait(false);
            return;
        }

        var tools = await LabAsync(cancellation).ConfigureAwait(false);
        using var folder = new TemporaryFolder(paths.Artifacts);
        var raw = await RawImage.FromAsync(tools, image, folder.Path, cancellation).ConfigureAwait(false);
        await new LabProgram("Gateway.Lab.Run", paths, log).RunAsync([.. arguments, "--other-image"], cancellation, raw).ConfigureAwait(false);
    }

    /// <summary>Measures the build and the image beside a plain Debian router; a build with an empty cache only when <paramref name="cold"/> is true.</summary>
    public async Task BenchAsync(bool cold, CancellationToken cancellation)
    {
        await ImageAsync(cancellation).ConfigureAwait(false);
        var router = await RouterAsync(cancellation).ConfigureAwait(false);
        List<string> figures = [.. await new BuildBench(paths, options, log).MeasureAsync(cold, cancellation).ConfigureAwait(false)];
        if (cold)
        {
            figures.Add(await PeerAsync(cancellation).ConfigureAwait(false));
        }

        await new LabProgram("Gateway.Bench", paths, log).RunAsync([$"--results={paths.Artifacts}", $"--router={router}", .. figures], cancellation).ConfigureAwait(false);
    }

    /// <summary>Times mkosi with the packages of host and container.</summary>
    private async Task<string> PeerAsync(CancellationToken cancellation)
    {
        var root = (await RootsAsync([MkosiBench.Root], cancellation).ConfigureAwait(false))[MkosiBench.Root];
        var apt = await PackageIndexReader.SettingsAsync(cancellation).ConfigureAwait(false);
        var tools = await cache.GetAsync("mkosi", root.Key, (output, stop) => ToolsRoot.UnpackAsync(root.Tar, output, stop), cancellation).ConfigureAwait(false);
        using var folder = new TemporaryFolder(paths.Artifacts);
        return await new MkosiBench(tools, apt, log).MeasureAsync([RootDefinition.Read(paths, "host"), RootDefinition.Read(paths, "stack")], folder.Path, cancellation).ConfigureAwait(false);
    }

    /// <summary>Builds the laboratory alone, into <c>artifacts/</c>.</summary>
    private async Task<ToolsRoot> LabAsync(CancellationToken cancellation)
    {
        var roots = await RootsAsync(["tools", "host", "lab"], cancellation).ConfigureAwait(false);
        var tools = await ToolsAsync(roots["tools"], cancellation).ConfigureAwait(false);
        var boot = await BootFiles.ExtractAsync(cache, roots["host"], cancellation).ConfigureAwait(false);
        Publish(await new LabImage(paths, cache, tools, log).BuildAsync(roots["lab"], roots["host"], roots.Date, cancellation).ConfigureAwait(false), "lab/initrd.img");
        Publish(boot.Kernel, "lab/vmlinuz");
        return tools;
    }

    /// <summary>Builds the disk of the plain Debian router that the bench compares with; returns its path.</summary>
    public async Task<string> RouterAsync(CancellationToken cancellation)
    {
        var roots = await RootsAsync(["tools", "host", RouterImage.Name], cancellation).ConfigureAwait(false);
        var tools = await ToolsAsync(roots["tools"], cancellation).ConfigureAwait(false);
        var boot = await BootFiles.ExtractAsync(cache, roots["host"], cancellation).ConfigureAwait(false);
        var root = await new RouterImage(paths, cache, tools, log).BuildAsync(roots[RouterImage.Name], roots["host"], roots.Date, cancellation).ConfigureAwait(false);
        return await new DiskWriter(paths, tools, log).WriteAsync("lab/router.img", root, boot, [], "router", roots.Date, cancellation).ConfigureAwait(false);
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
        var roots = await RootsAsync(RootSet.Names, cancellation).ConfigureAwait(false);
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

    /// <summary>The lock records the roots of the image; the bench's router is not one of them.</summary>
    private async Task<RootSet> RootsAsync(ImmutableArray<string> names, CancellationToken cancellation)
    {
        var apt = await PackageIndexReader.SettingsAsync(cancellation).ConfigureAwait(false);
        var locked = options.Locked ? PackageLock.Parse(await File.ReadAllTextAsync(paths.Lock, cancellation).ConfigureAwait(false)) : null;
        var index = await new PackageIndexReader(paths, log).IndexAsync(apt, cancellation).ConfigureAwait(false);
        var archives = await Task.WhenAll(names.Select(name => new RootBuilder(cache, log, apt, index, RootSet.Names.Contains(name) ? locked : null)
            .BuildAsync(RootDefinition.Read(paths, name), cancellation))).ConfigureAwait(false);
        var roots = new RootSet(locked?.Date ?? index.Date, [.. archives]);
        if (!options.Locked && names == RootSet.Names)
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

    private void Publish(string file, string name)
    {
        var target = Path.Combine(paths.Artifacts, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(file, target, overwrite: true);
    }
}
