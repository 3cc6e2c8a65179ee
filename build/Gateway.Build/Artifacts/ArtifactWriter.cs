using System.Text.Json.Nodes;
using Gateway.Build.Processes;
using Gateway.Build.Roots;
using Gateway.Build.Steps;
using Gateway.Build.Tools;

namespace Gateway.Build.Artifacts;

/// <summary>What a build leaves in <c>artifacts/</c> beside the image: other formats, manifest, checksums.</summary>
public sealed class ArtifactWriter(BuildPaths paths, ToolsRoot tools, BuildLog log)
{
    public const string Image = "gateway.img";
    private static readonly string[] Listed =
        [Image, "gateway.img.zst", "gateway.qcow2", "gateway-stack.squashfs", "gateway-stack.metadata.tar.xz", "manifest.json"];

    public async Task WriteFormatsAsync(CancellationToken cancellation)
    {
        using var step = log.Step("formats");
        var image = Path.Combine(paths.Artifacts, Image);
        await Task.WhenAll(
            ProcessRunner.RunAsync(tools.Command("usr/bin/zstd", "-q", "-f", "-5", "-T0", image, "-o", Path.Combine(paths.Artifacts, "gateway.img.zst")), cancellation),
            ProcessRunner.RunAsync(tools.Command("usr/bin/qemu-img", "convert", "-O", "qcow2", image, Path.Combine(paths.Artifacts, "gateway.qcow2")), cancellation)).ConfigureAwait(false);
    }

    public async Task WriteManifestAsync(string release, IEnumerable<RootArchive> roots, CancellationToken cancellation)
    {
        var manifest = new JsonObject
        {
            ["version"] = release,
            ["files"] = new JsonObject(Listed.Where(Exists).Select(name => KeyValuePair.Create(name, (JsonNode?)Describe(name)))),
            ["roots"] = new JsonObject(roots.Select(static root => KeyValuePair.Create(root.Name, (JsonNode?)new JsonArray([.. root.Packages.Select(Describe)])))),
        };
        await File.WriteAllTextAsync(Path.Combine(paths.Artifacts, "manifest.json"), manifest.ToJsonString(new() { WriteIndented = true }) + "\n", cancellation).ConfigureAwait(false);
        var sums = Listed.Where(Exists).Select(name => $"{InputHash.OfFile(Path.Combine(paths.Artifacts, name))}  {name}\n");
        await File.WriteAllTextAsync(Path.Combine(paths.Artifacts, "SHA256SUMS"), string.Concat(sums), cancellation).ConfigureAwait(false);
    }

    private bool Exists(string name) => File.Exists(Path.Combine(paths.Artifacts, name));

    private JsonObject Describe(string name)
    {
        var path = Path.Combine(paths.Artifacts, name);
        return new JsonObject { ["size"] = new FileInfo(path).Length, ["sha256"] = InputHash.OfFile(path) };
    }

    private static JsonNode Describe(Debian.LockedPackage package) =>
        new JsonObject { ["name"] = package.Name, ["version"] = package.Version, ["architecture"] = package.Architecture, ["sha256"] = package.Sha256 };
}
