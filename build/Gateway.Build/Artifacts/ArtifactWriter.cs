using System.Text.Json.Nodes;
using Gateway.Build.Debian;
using Gateway.Build.Processes;
using Gateway.Build.Steps;
using Gateway.Build.Tools;

namespace Gateway.Build.Artifacts;

/// <summary>What a build leaves in <c>artifacts/</c> beside the image: other formats, manifest, checksums.</summary>
public sealed class ArtifactWriter(BuildPaths paths, ToolsRoot tools)
{
    public const string Image = "gateway.img";

    /// <summary>What an editor knows gateway.toml by.</summary>
    public const string Schema = "gateway.schema.json";
    private const string Compressed = "gateway.img.zst";
    private const string Virtual = "gateway.qcow2";
    private const string Manifest = "manifest.json";

    /// <summary>Makes the other formats and lists every file with its size and hash.</summary>
    public async Task WriteAsync(string release, PackageLock packages, CancellationToken cancellation)
    {
        var descriptions = await Task.WhenAll(
            DescribeAsync(Image, null),
            DescribeAsync(Compressed, tools.Command("usr/bin/zstd", "-q", "-f", "-3", "-T0", PathOf(Image), "-o", PathOf(Compressed))),
            DescribeAsync(Virtual, tools.Command("usr/bin/qemu-img", "convert", "-O", "qcow2", PathOf(Image), PathOf(Virtual))),
            DescribeAsync("gateway-stack.squashfs", null),
            DescribeAsync("gateway-stack.metadata.tar.xz", null),
            DescribeAsync(Schema, null)).ConfigureAwait(false);
        var manifest = new JsonObject
        {
            ["version"] = release,
            ["files"] = new JsonObject(descriptions.Select(static file => KeyValuePair.Create(file.Name, (JsonNode?)new JsonObject { ["size"] = file.Size, ["sha256"] = file.Sha256 }))),
            ["roots"] = new JsonObject(packages.Roots.Select(static root => KeyValuePair.Create(root.Key, (JsonNode?)new JsonArray([.. root.Value.Packages.Select(Describe)])))),
        };
        await File.WriteAllTextAsync(PathOf(Manifest), manifest.ToJsonString(new() { WriteIndented = true }) + "\n", cancellation).ConfigureAwait(false);
        var sums = descriptions.Append(await DescribeAsync(Manifest, null).ConfigureAwait(false)).Select(static file => $"{file.Sha256}  {file.Name}\n");
        await File.WriteAllTextAsync(PathOf("SHA256SUMS"), string.Concat(sums), cancellation).ConfigureAwait(false);

        async Task<FileDescription> DescribeAsync(string name, ToolCommand? make)
        {
            if (make is not null)
            {
                await ProcessRunner.RunAsync(make, cancellation).ConfigureAwait(false);
            }

            return await Task.Run(() => new FileDescription(name, new FileInfo(PathOf(name)).Length, InputHash.OfFile(PathOf(name))), cancellation).ConfigureAwait(false);
        }
    }

    private string PathOf(string name) => Path.Combine(paths.Artifacts, name);

    private static JsonNode Describe(LockedPackage package) =>
        new JsonObject { ["name"] = package.Name, ["version"] = package.Version, ["architecture"] = package.Architecture, ["sha256"] = package.Sha256 };

    private sealed record FileDescription(string Name, long Size, string Sha256);
}
