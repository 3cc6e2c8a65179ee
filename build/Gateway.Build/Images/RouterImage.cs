using Gateway.Build.Debian;
using Gateway.Build.Roots;
using Gateway.Build.Steps;
using Gateway.Build.Tar;
using Gateway.Build.Tools;

namespace Gateway.Build.Images;

/// <summary>Builds the root of the plain Debian router that the bench compares with: the same daemons on the machine itself, no LXD and no agent.</summary>
public sealed class RouterImage(BuildPaths paths, StepCache cache, ToolsRoot tools, BuildLog log)
{
    public const string Name = "router";

    public async Task<string> BuildAsync(RootArchive router, CancellationToken cancellation)
    {
        var overlay = Path.Combine(paths.Overlays, Name);
        var remove = Path.Combine(paths.Image, Name, "remove.list");
        var key = new InputHash().Add("format", "1").Add("compression", string.Join(' ', ErofsRoot.Compression)).Add("tools", tools.Key).Add("root", router.Key).AddTree("overlay", overlay).AddFile("remove", remove).ToKey();
        var changes = new RootChanges { Remove = ListFile.Read(remove), Overlays = [overlay] };
        var folder = await cache.GetAsync(
            "router-image", key, (output, stop) => new ErofsRoot(tools, log).WriteAsync("router-image", router.Tar, changes, router.Date, output, stop), cancellation).ConfigureAwait(false);
        return Path.Combine(folder, "root.erofs");
    }

    /// <summary>The router boots the appliance's kernel and initrd, and its own modules must fit.</summary>
    public static void RequireSameKernel(LockedRoot router, LockedRoot host)
    {
        var (own, appliances) = (Kernel(router), Kernel(host));
        if (own != appliances)
        {
            throw new BuildException($"Comparing with a plain router needs one kernel: the image has {appliances}, the router would get {own}.");
        }
    }

    private static string Kernel(LockedRoot root) =>
        root.Packages.Where(static package => package.Name.StartsWith("linux-image-", StringComparison.Ordinal)).Select(static package => $"{package.Name} {package.Version}").FirstOrDefault("none");
}
