using Gateway.Agent.Host;

namespace Gateway.Agent.Support;

/// <summary>Where the host finds the container's things.</summary>
internal sealed class ContainerFolders(string root)
{
    private const string Volumes = "/var/lib/lxd/storage-pools/default/custom/default_gateway-";

    /// <summary>A file at the top of a volume, which the container writes too; null where it is a link.</summary>
    public string? OfVolume(string volume, string name)
    {
        var path = Path.Join(root, Volumes + volume, name);
        return new FileInfo(path).LinkTarget is null ? path : null;
    }

    /// <summary>A file as the container names it; null where a link of the container's lies on the way, which could lead anywhere on the host.</summary>
    public string? File(string path) => Within(Path.Join(root, HostPaths.ContainerRoot), path);

    /// <summary>The same in the mounts of one of the container's processes, where what lies in memory is too.</summary>
    public static string? OfProcess(int process, string path) => Within($"/proc/{process}/root", path);

    private static string? Within(string at, string path)
    {
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            at = Path.Join(at, part);
            if (part == ".." || new FileInfo(at).LinkTarget is not null)
                return null;
        }

        return at;
    }
}
