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

    /// <summary>Builds everything that <c>artifacts/</c> holds; returns the roots, which tests look into.</summary>
    public Task<(RootArchive Host, RootArchive Stack)> ImageAsync(CancellationToken cancellation) => StepGroup.RunAsync(ImageAsync, cancellation);

    /// <summary>Publishes the agent into <c>artifacts/</c>.</summary>
    public async Task PublishAgentAsync(CancellationToken cancellation)
    {
        var agent = await AgentAsync(cancellation).ConfigureAwait(false);
        Publish(agent, "gateway-agent");
        await WriteSchemaAsync(agent, cancellation).ConfigureAwait(false);
        log.Line($"Done. The agent is {Path.Combine(paths.Artifacts, "gateway-agent")}; run 'gateway-agent check FILE' to check a gateway.toml.");
    }

    /// <summary>Checks an operator's file as <c>gateway check</c> does; needs the agent alone.</summary>
    public async Task CheckConfigAsync(CancellationToken cancellation)
    {
        var config = options.Config ?? throw new BuildException("CheckConfig checks a gateway.toml: name it with --config=FILE.");
        options.Check();
        await new ConfigurationCheck(await AgentAsync(cancellation).ConfigureAwait(false)).RunAsync(config, cancellation).ConfigureAwait(false);
    }

    /// <summary>Builds the image and runs all tests against it.</summary>
    public async Task TestAsync(bool soak, CancellationToken cancellation)
    {
        var (host, stack) = await ImageAsync(cancellation).ConfigureAwait(false);
        var environment = new Dictionary<string, string>(LabProgram.Environment(paths))
        {
            ["GATEWAY_HOST_ROOT"] = await UnpackAsync("host-root", host, cancellation).ConfigureAwait(false),
            ["GATEWAY_STACK_ROOT"] = await UnpackAsync("stack-root", stack, cancellation).ConfigureAwait(false),
        };
        if (soak)
        {
            environment["GATEWAY_SOAK"] = "1";
            environment["GATEWAY_FUZZ_INPUTS"] = "1000000";
        }

        await new TestRun(paths, options.Filter, log).RunAsync(environment, cancellation).ConfigureAwait(false);
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

        await new LabProgram("Gateway.Lab.Run", paths, log).RunAsync(arguments, cancellation, endless: true).ConfigureAwait(false);
    }

    /// <summary>Boots an image with the operator's file, nobody watching, and reports whether a LAN client gets through.</summary>
    /// <param name="image">An image from elsewhere, or null: this tree's.</param>
    public async Task BootCheckAsync(string? image, CancellationToken cancellation)
    {
        var config = options.Config ?? throw new BuildException("BootCheck checks a gateway.toml: name it with --config=FILE.");
        options.Check();
        List<string> arguments = [$"--check={paths.Artifacts}", $"--config={Path.GetFullPath(config)}"];
        if (image is null)
        {
            // The file goes onto the booted copy alone: a wrong one is a failed check, not a failed build.
            await new GatewayBuild(paths, options with { Config = null }, log).ImageAsync(cancellation).ConfigureAwait(false);
            await new LabProgram("Gateway.Lab.Run", paths, log).RunAsync(arguments, cancellation).ConfigureAwait(false);
            return;
        }

        var tools = await StepGroup.RunAsync(LabAsync, cancellation).ConfigureAwait(false);
        using var folder = new TemporaryFolder(paths.Artifacts);
        var raw = await RawImage.FromAsync(tools, image, folder.Path, cancellation).ConfigureAwait(false);
        await new LabProgram("Gateway.Lab.Run", paths, log).RunAsync([.. arguments, $"--other-image={Path.GetFullPath(image)}"], cancellation, raw).ConfigureAwait(false);
    }

    /// <summary>Measures the build and the image beside a plain Debian router; a build with an empty cache only when <paramref name="cold"/> is true.</summary>
    public async Task BenchAsync(bool cold, CancellationToken cancellation)
    {
        await ImageAsync(cancellation).ConfigureAwait(false);
        var router = await StepGroup.RunAsync(RouterAsync, cancellation).ConfigureAwait(false);
        List<string> figures = [.. await new BuildBench(paths, options, log).MeasureAsync(cold, cancellation).ConfigureAwait(false)];
        if (cold)
        {
            figures.Add(await StepGroup.RunAsync(PeerAsync, cancellation).ConfigureAwait(false));
        }

        await new LabProgram("Gateway.Bench", paths, log).RunAsync([$"--results={paths.Artifacts}", $"--router={router}", .. figures], cancellation).ConfigureAwait(false);
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

    private async Task<(RootArchive Host, RootArchive Stack)> ImageAsync(StepGroup steps, CancellationToken stop)
    {
        options.Check();
        Directory.CreateDirectory(paths.Artifacts);
        var release = await Release.ReadAsync(paths, stop).ConfigureAwait(false);
        var agentStep = steps.Start(AgentAsync);
        var (packages, roots) = await RootsAsync(RootDefinition.Names, steps, stop).ConfigureAwait(false);
        var host = roots["host"];
        var stack = roots["stack"];
        var tools = await ToolsAsync(roots["tools"], stop).ConfigureAwait(false);
        var agent = await agentStep.ConfigureAwait(false);
        await CheckConfigurationAsync(agent, stop).ConfigureAwait(false);
        await WriteSchemaAsync(agent, stop).ConfigureAwait(false);

        var bootStep = steps.Start(token => BootFiles.ExtractAsync(cache, host, token));
        var labStep = steps.Start(token => new LabImage(paths, cache, tools, log).BuildAsync(roots["lab"], host, token));
        var stackImage = await new StackImage(paths, cache, tools, log).BuildAsync(stack, agent, release, stop).ConfigureAwait(false);
        var hostImage = await new HostImage(paths, cache, tools, log).BuildAsync(host, stackImage, agent, release, options.Overlay, stop).ConfigureAwait(false);
        var boot = await bootStep.ConfigureAwait(false);
        await log.StepAsync("disk", () => new DiskWriter(paths, tools).WriteAsync(ArtifactWriter.Image, hostImage, boot, DiskWriter.OperatorFiles(paths, options), release, host.Date, stop)).ConfigureAwait(false);

        Publish(stackImage.SquashFs, "gateway-stack.squashfs");
        Publish(stackImage.Metadata, "gateway-stack.metadata.tar.xz");
        Publish(await labStep.ConfigureAwait(false), "lab/initrd.img");
        Publish(boot.Kernel, "lab/vmlinuz");
        await log.StepAsync("formats", () => new ArtifactWriter(paths, tools).WriteAsync(release, packages, stop)).ConfigureAwait(false);
        return (host, stack);
    }

    /// <summary>Builds the laboratory alone, into <c>artifacts/</c>.</summary>
    private async Task<ToolsRoot> LabAsync(StepGroup steps, CancellationToken stop)
    {
        var (_, roots) = await RootsAsync(["tools", "host", "lab"], steps, stop).ConfigureAwait(false);
        var tools = await ToolsAsync(roots["tools"], stop).ConfigureAwait(false);
        var boot = await BootFiles.ExtractAsync(cache, roots["host"], stop).ConfigureAwait(false);
        Publish(await new LabImage(paths, cache, tools, log).BuildAsync(roots["lab"], roots["host"], stop).ConfigureAwait(false), "lab/initrd.img");
        Publish(boot.Kernel, "lab/vmlinuz");
        return tools;
    }

    /// <summary>Builds the disk of the plain Debian router that the bench compares with; returns its path.</summary>
    private async Task<string> RouterAsync(StepGroup steps, CancellationToken stop)
    {
        var (packages, roots) = await RootsAsync(["tools", "host", RouterImage.Name], steps, stop).ConfigureAwait(false);
        RouterImage.RequireSameKernel(packages.Roots[RouterImage.Name], packages.Roots["host"]);
        var tools = await ToolsAsync(roots["tools"], stop).ConfigureAwait(false);
        var boot = await BootFiles.ExtractAsync(cache, roots["host"], stop).ConfigureAwait(false);
        var root = await new RouterImage(paths, cache, tools, log).BuildAsync(roots[RouterImage.Name], stop).ConfigureAwait(false);
        const string disk = "lab/router.img";
        await log.StepAsync("router-disk", () => new DiskWriter(paths, tools).WriteAsync(disk, root, boot, [], "router", roots["host"].Date, stop)).ConfigureAwait(false);
        return Path.Combine(paths.Artifacts, disk);
    }

    /// <summary>Times mkosi with the packages of host and container.</summary>
    private async Task<string> PeerAsync(StepGroup steps, CancellationToken stop)
    {
        var (_, roots) = await RootsAsync([MkosiBench.Root], steps, stop).ConfigureAwait(false);
        var apt = await AptSettingsReader.ReadAsync(stop).ConfigureAwait(false);
        var tools = await UnpackAsync("mkosi", roots[MkosiBench.Root], stop).ConfigureAwait(false);
        using var folder = new TemporaryFolder(paths.Artifacts);
        return await new MkosiBench(tools, apt, log).MeasureAsync([RootDefinition.Read(paths, "host"), RootDefinition.Read(paths, "stack")], folder.Path, stop).ConfigureAwait(false);
    }

    /// <summary>The lock records the roots that every build makes; those of the bench are as the mirror has them.</summary>
    private async Task<(PackageLock Packages, Dictionary<string, RootArchive> Roots)> RootsAsync(ImmutableArray<string> names, StepGroup steps, CancellationToken cancellation)
    {
        var apt = await AptSettingsReader.ReadAsync(cancellation).ConfigureAwait(false);
        ImmutableArray<RootDefinition> definitions = [.. names.Select(name => RootDefinition.Read(paths, name))];
        var resolver = new RootResolver(paths, cache, apt, log);
        var packages = await resolver.ResolveAsync(definitions, options.Locked, cancellation).ConfigureAwait(false);
        var builder = new RootBuilder(cache, log, apt);
        var archives = await Task.WhenAll(definitions.Select(root => steps.Start(stop => builder.BuildAsync(root, packages.Roots[root.Name], stop)))).ConfigureAwait(false);
        if (!options.Locked && names == RootDefinition.Names)
        {
            await resolver.WriteLockAsync(packages, cancellation).ConfigureAwait(false);
        }

        return (packages, archives.ToDictionary(static archive => archive.Name));
    }

    private Task<string> AgentAsync(CancellationToken cancellation) => new AgentBinary(paths, cache, log).BuildAsync(cancellation);

    private async Task<ToolsRoot> ToolsAsync(RootArchive root, CancellationToken cancellation) =>
        new(root.Key, await UnpackAsync("tools", root, cancellation).ConfigureAwait(false));

    private Task<string> UnpackAsync(string step, RootArchive root, CancellationToken cancellation) =>
        cache.GetAsync(step, root.Key, (output, stop) => ToolsRoot.UnpackAsync(root.Tar, output, stop), cancellation);

    /// <summary>The agent knows what it reads, so it describes it to editors too.</summary>
    private async Task WriteSchemaAsync(string agent, CancellationToken cancellation)
    {
        var schema = await ProcessRunner.RunAsync(new ToolCommand(agent, ["schema"]), cancellation).ConfigureAwait(false);
        await File.WriteAllTextAsync(Path.Combine(paths.Artifacts, ArtifactWriter.Schema), schema + "\n", cancellation).ConfigureAwait(false);
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

    private void Publish(string file, string name)
    {
        var target = Path.Combine(paths.Artifacts, name);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(file, target, overwrite: true);
    }
}
