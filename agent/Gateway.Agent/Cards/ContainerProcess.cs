using System.Globalization;
using Gateway.Agent.Host;

namespace Gateway.Agent.Cards;

/// <summary>The container's init, whose network namespace holds the inside card while the container runs.</summary>
public sealed class ContainerProcess(string controlGroups = HostPaths.ControlGroups)
{
    /// <summary>systemd moves itself into the first; until then init is in the second.</summary>
    private static readonly string[] Lists = ["init.scope/cgroup.procs", "cgroup.procs"];

    /// <summary>Null: the container does not run. Asked of the kernel: LXD, which knows too, starts a program of its own for each answer.</summary>
    public int? Find() => !Directory.Exists(controlGroups)
        ? null
        : Directory.EnumerateDirectories(controlGroups, HostPaths.ContainerControlGroup)
            .Order(StringComparer.Ordinal)
            .SelectMany(static group => Lists.Select(list => Path.Join(group, list)))
            .Select(FirstOf)
            .FirstOrDefault(static process => process is not null);

    private static int? FirstOf(string list)
    {
        try
        {
            return int.TryParse(File.ReadLines(list).FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var process) && process > 0
                ? process
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The container has just stopped, or has only begun to start.
            return null;
        }
    }
}
